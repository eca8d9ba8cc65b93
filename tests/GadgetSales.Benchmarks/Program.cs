using GadgetSales.Benchmarks.Sales;

switch (args.FirstOrDefault())
{
    case "sales":
        return SalesBenchmark.Run();
    default:
        await Console.Error.WriteLineAsync("Usage: GadgetSales.Benchmarks sales").ConfigureAwait(false);
        return 2;
}

using GadgetSales.Benchmarks.Lake;
using GadgetSales.Benchmarks.Projections;
using GadgetSales.Benchmarks.Sales;

switch (args.FirstOrDefault())
{
    case "sales":
        return SalesBenchmark.Run();
    case "projections":
        return ProjectionsBenchmark.Run();
    case "lake":
        return await LakeBenchmark.RunAsync(args.ElementAtOrDefault(1) ?? Path.GetTempPath());
    default:
        await Console.Error.WriteLineAsync("Usage: GadgetSales.Benchmarks sales|projections|lake [DIR]").ConfigureAwait(false);
        return 2;
}

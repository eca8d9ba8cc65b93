using GadgetSales.Benchmarks.Projections;
using GadgetSales.Benchmarks.Sales;

switch (args.FirstOrDefault())
{
    case "sales":
        return SalesBenchmark.Run();
    case "projections":
        return ProjectionsBenchmark.Run();
    default:
        await Console.Error.WriteLineAsync("Usage: GadgetSales.Benchmarks sales|projections").ConfigureAwait(false);
        return 2;
}

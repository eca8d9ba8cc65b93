using System.Globalization;
using GadgetSales.Benchmarks.Http;
using GadgetSales.Benchmarks.Insights;
using GadgetSales.Benchmarks.Lake;
using GadgetSales.Benchmarks.Lambda;
using GadgetSales.Benchmarks.Ledger;
using GadgetSales.Benchmarks.Projections;
using GadgetSales.Benchmarks.Sales;

switch (args)
{
    case ["sales"]:
        return SalesBenchmark.Run();
    case ["insights"]:
        return await InsightBenchmark.RunAsync();
    case ["projections"]:
        return ProjectionsBenchmark.Run();
    case ["projections-http"]:
        return await ProjectionsHttpBenchmark.RunAsync();
    case ["nowcast", .. var file]:
        return await NowcastReplay.RunAsync(file.FirstOrDefault() ?? "../shared/data/gadget_sales_2019_h1.csv.gz");
    case ["lake", .. var directory]:
        return await LakeBenchmark.RunAsync(directory.FirstOrDefault() ?? Path.GetTempPath());
    case ["ledger", .. var directory]:
        return await LedgerBenchmark.RunAsync(directory.FirstOrDefault() ?? Path.GetTempPath());
    case ["ledger-crash", var directory, var run]:
        return await LedgerCrash.RunAsync(directory, run);
    case ["http"]:
        return await HttpBenchmark.RunAsync();
    case ["freshness", .. var perSecond]:
        return await FreshnessBenchmark.RunAsync(perSecond is [var pace] ? double.Parse(pace, CultureInfo.InvariantCulture) : null);
    case ["kill", .. var rounds]:
        return await KillRounds.RunAsync(rounds is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 10);
    case ["parse-only", var port]:
        return await ParseOnlyServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
    case ["lambda"]:
        return LambdaBenchmark.Run();
    default:
        await Console.Error.WriteLineAsync("Usage: GadgetSales.Benchmarks sales | insights | projections | projections-http | nowcast [FILE.csv.gz] | lake [DIR] | lambda | ledger [DIR] | ledger-crash DIR RUN | http | freshness [SALES-PER-SECOND] | kill [ROUNDS] | parse-only PORT");
        return 2;
}

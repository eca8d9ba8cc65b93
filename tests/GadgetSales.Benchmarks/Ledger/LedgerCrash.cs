using System.Diagnostics.Metrics;
using System.Globalization;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Benchmarks.Ledger;

/// <summary>
/// Records sales until it is killed, singles and batches at once, and prints the id of each sale after its acknowledgement.
/// Whoever kills it checks that every printed id is in the ledger.
/// </summary>
static class LedgerCrash
{
    const int Callers = 64;
    const int BatchEvery = 8;

    public static async Task<int> RunAsync(string directory, string run)
    {
        // A small log, so that checkpoints are under way when the end comes.
        var options = new OptionsWrapper<EmbeddedOptions>(new EmbeddedOptions { DataDirectory = directory, LedgerWalMegabytes = 1 });
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var ledger = new SqliteLedger(options, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLogger<SqliteLedger>.Instance);
        try
        {
            await ledger.StartAsync(CancellationToken.None);
        }
        catch (EmbeddedStoreException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(ledger, run, caller))));
        return 0;
    }

    static async Task CallAsync(SqliteLedger ledger, string run, int caller)
    {
        for (var receipt = 0; ; receipt++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{run}:{caller}:{receipt}");
            var sale = LedgerBenchmark.Sample(caller, receipt) with { SaleId = id };
            if (caller % BatchEvery == 0)
            {
                var second = sale with { SaleId = id + ":b" };
                await ledger.AppendBatchAsync([sale, second], CancellationToken.None);
                await Console.Out.WriteLineAsync(id + "\n" + second.SaleId);
            }
            else
            {
                await ledger.AppendAsync(sale, CancellationToken.None);
                await Console.Out.WriteLineAsync(id);
            }
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Benchmarks.Ledger;

/// <summary>
/// Durable sales a second at several numbers of concurrent callers, with the time a caller waits, beside what the disk does:
/// how often a second one thread can append a page to a file and sync it.
/// </summary>
static class LedgerBenchmark
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    /// <param name="directory">Where to write: the disk that is measured.</param>
    public static async Task<int> RunAsync(string directory)
    {
        var root = Directory.CreateDirectory(Path.Combine(directory, $"gadgetsales-bench-{Environment.ProcessId}"));
        try
        {
            var syncs = SyncRate(Path.Combine(root.FullName, "sync"));
            Print($"{"",-24}{"sales/s",12}{"p50 ms",10}{"p99 ms",10}{"a commit",10}{"CPU us",9}{"x sync rate",13}");
            Print($"{"raw append + sync",-24}{syncs,12:N0}");
            foreach (var callers in (int[])[1, 32, 256, 2000])
            {
                await MeasureAsync(root, $"{callers} callers, singles", callers, batch: 1, syncs);
            }

            await MeasureAsync(root, "4 callers, batches of 500", callers: 4, batch: 500, syncs);
            return 0;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    static async Task MeasureAsync(DirectoryInfo root, string name, int callers, int batch, double syncs)
    {
        var directory = root.CreateSubdirectory($"{callers}x{batch}");
        var options = new OptionsWrapper<EmbeddedOptions>(new EmbeddedOptions { DataDirectory = directory.FullName });
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var commits = new CommitCounter();
        await using var ledger = new SqliteLedger(options, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLogger<SqliteLedger>.Instance);
        await ledger.StartAsync(CancellationToken.None);

        var clock = Stopwatch.StartNew();
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(ledger, caller, batch, clock))));
        var all = waits.SelectMany(each => each).Order().ToArray();
        process.Refresh();
        var cpuEach = (process.TotalProcessorTime - cpu).TotalMicroseconds / commits.Sales;
        var rate = all.Length * batch / Duration.TotalSeconds;
        Print($"{name,-24}{rate,12:N0}{all[all.Length / 2],10:N2}{all[all.Length * 99L / 100],10:N2}{commits.Mean,10:N0}{cpuEach,9:N1}{rate / syncs,13:N1}");
        await ledger.StopAsync(CancellationToken.None);
        directory.Delete(recursive: true);
    }

    static async Task<List<double>> CallAsync(SqliteLedger ledger, int caller, int batch, Stopwatch clock)
    {
        var waits = new List<double>();
        for (var call = 0; clock.Elapsed < WarmUp + Duration; call++)
        {
            var started = clock.Elapsed;
            if (batch == 1)
            {
                await ledger.AppendAsync(Sample(caller, call), CancellationToken.None);
            }
            else
            {
                var first = call * batch;
                await ledger.AppendBatchAsync([.. Enumerable.Range(first, batch).Select(number => Sample(caller, number))], CancellationToken.None);
            }

            if (started >= WarmUp)
            {
                waits.Add((clock.Elapsed - started).TotalMilliseconds);
            }
        }

        return waits;
    }

    /// <summary>Two lines, about 700 bytes recorded; ids in the order of each till, as real ones are.</summary>
    public static Sale Sample(int till, int receipt) => new()
    {
        SaleId = $"S{till % 50:00}:R{till}:{receipt}",
        StoreId = $"S{till % 50:00}",
        RegisterId = $"R{till}",
        ReceiptNumber = receipt + 1,
        SoldAt = new DateTimeOffset(2019, 4, 19, 8, 0, 0, TimeSpan.FromHours(-5)).AddSeconds(receipt % 40_000),
        BusinessDate = new DateOnly(2019, 4, 19),
        Currency = "USD",
        Channel = "store",
        Lines =
        [
            new() { Sku = "USB-C-CABLE", Name = "USB-C Charging Cable", Category = "Cables", Quantity = 2, UnitPriceMinor = 1195 },
            new() { Sku = "BOSE-HEADSET", Name = "Bose SoundSport Headphones", Category = "Audio", Quantity = 1, UnitPriceMinor = 25_990, DiscountMinor = 1500 },
        ],
    };

    static double SyncRate(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        var clock = Stopwatch.StartNew();
        var syncs = 0;
        for (; clock.Elapsed < TimeSpan.FromSeconds(2); syncs++)
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
        }

        return syncs / clock.Elapsed.TotalSeconds;
    }

    static void Print(FormattableString line) => Console.Out.WriteLine(FormattableString.Invariant(line));

    /// <summary>The mean of the histogram of commit sizes.</summary>
    sealed class CommitCounter : IDisposable
    {
        readonly MeterListener _listener = new();
        long _commits;
        long _sales;

        public CommitCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "gadgetsales.ledger.commit.size")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<int>((_, sales, _, _) =>
            {
                Interlocked.Increment(ref _commits);
                Interlocked.Add(ref _sales, sales);
            });
            _listener.Start();
        }

        public long Sales => _sales;

        public double Mean => (double)_sales / Math.Max(1, _commits);

        public void Dispose() => _listener.Dispose();
    }
}

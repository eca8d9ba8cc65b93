using System.Diagnostics;
using System.Globalization;
using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

/// <summary>Another process records, prints what was acknowledged, and is killed. More rounds: environment variable GADGETSALES_CRASH_ROUNDS.</summary>
[Slow]
public sealed class LedgerCrashTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static int Rounds => int.Parse(Environment.GetEnvironmentVariable("GADGETSALES_CRASH_ROUNDS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task After_each_of_several_kills_every_acknowledged_sale_is_there_once()
    {
        using var directory = new TempDirectory();
        var acknowledged = new List<string>();
        var random = new Random(20260115);
        for (var round = 1; round <= Rounds; round++)
        {
            acknowledged.AddRange(await RecordUntilKilledAsync(directory.Path, $"run{round}", random.Next(200, 5000)));

            using var reader = LedgerReader.Open(directory.File("ledger.db"));
            var entries = reader.ReadAfter(FeedPosition.Start, int.MaxValue, Stop);
            var ids = entries.Select(entry => entry.Sale.Sale.SaleId).ToHashSet(StringComparer.Ordinal);
            Assert.Equal(entries.Count, ids.Count);
            Assert.Superset(acknowledged.ToHashSet(StringComparer.Ordinal), ids);
            Assert.Equal(entries.Count, entries[^1].Position.Sequence);
        }
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_ends_with_a_message_that_names_the_fix()
    {
        await using var test = await TestLedger.OpenAsync();
        using var process = Start(test.Options.DataDirectory, "second");

        var message = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Embedded:DataDirectory", message, StringComparison.Ordinal);
    }

    static async Task<List<string>> RecordUntilKilledAsync(string directory, string run, int after)
    {
        using var process = Start(directory, run);
        var acknowledged = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } id)
        {
            acknowledged.Add(id);
            if (acknowledged.Count == after)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(Stop);
        Assert.True(acknowledged.Count >= after, await process.StandardError.ReadToEndAsync(Stop));

        // The kill may have cut the last line in two.
        acknowledged.RemoveAt(acknowledged.Count - 1);
        return acknowledged;
    }

    static Process Start(string directory, string run)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "GadgetSales.Benchmarks.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [assembly, "ledger-crash", directory, run])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }
}

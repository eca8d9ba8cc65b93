using System.Diagnostics;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class StorageFailureTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_file_may_not_grow_the_answer_is_storage_full_and_nothing_acknowledged_is_lost()
    {
        await using var test = await TestLedger.OpenAsync();
        await LimitPagesAsync(test, 40);

        var (recorded, error) = await FillAsync(test);

        Assert.Equal("storage_full", error.Code);
        Assert.Contains(test.Options.DataDirectory, error.Message, StringComparison.Ordinal);
        await AssertHoldsExactly(test, recorded);
    }

    [Fact]
    public async Task Recording_goes_on_by_itself_once_there_is_space()
    {
        await using var test = await TestLedger.OpenAsync();
        await LimitPagesAsync(test, 40);
        var (recorded, _) = await FillAsync(test);

        test.OnWriterOpened = null;
        var outcomes = await test.Ledger.AppendBatchAsync(SampleSales.Many(500, "AFTER"), Stop);

        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.Recorded>(outcome));
        await AssertHoldsExactly(test, [.. recorded, .. SampleSales.Many(500, "AFTER").Select(sale => sale.SaleId)]);
    }

    [Fact]
    public async Task A_failed_commit_records_nothing_of_its_whole_group()
    {
        await using var test = await TestLedger.OpenAsync();
        await LimitPagesAsync(test, 40);
        var calls = new List<Task>();
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            // The first call only makes sure that the writer is busy, so that all the others share a commit.
            calls.Add(test.Ledger.AppendAsync(SampleSales.Sale("FIRST"), Stop).AsTask());
            await Eventually.TrueAsync(() => test.Ledger.Waiting == 0, "the writer takes the first sale");
            calls.AddRange(SampleSales.Many(500).Select(sale => test.Ledger.AppendAsync(sale, Stop).AsTask()));
        }

        await Task.WhenAny(Task.WhenAll(calls));

        Assert.All(calls.Skip(1), call => Assert.Equal("storage_full", Assert.IsType<LedgerUnavailableException>(call.Exception?.InnerException).Code));
        await AssertHoldsExactly(test, ["FIRST"]);
    }

    [Fact]
    public async Task A_disk_that_turns_read_only_is_unavailable_until_it_can_be_written_again()
    {
        await using var test = await TestLedger.OpenAsync();
        test.OnWriterOpened = database => database.Execute("PRAGMA query_only = ON");
        await test.ReopenAsync();

        var error = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await test.Ledger.AppendAsync(SampleSales.Sale(), Stop));
        test.OnWriterOpened = null;
        var outcome = await test.Ledger.AppendAsync(SampleSales.Sale(), Stop);

        Assert.Equal("storage_unavailable", error.Code);
        Assert.Contains(test.Options.DataDirectory, error.Message, StringComparison.Ordinal);
        Assert.IsType<AppendOutcome.Recorded>(outcome);
        Assert.Equal(1, test.Meters.Sum("gadgetsales.ledger.errors"));
    }

    [Fact]
    public async Task A_disk_without_space_loses_nothing_acknowledged_and_recovers()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 4);
        await using var test = await TestLedger.OpenAsync(options => options.DataDirectory = disk.Path);

        var (recorded, error) = await FillAsync(test);
        Assert.Equal("storage_full", error.Code);
        await AssertHoldsExactly(test, recorded);

        await disk.GrowAsync(megabytes: 32);
        Assert.IsType<AppendOutcome.Recorded>(await test.Ledger.AppendAsync(SampleSales.Sale("AFTER"), Stop));
        await test.ReopenAsync();
        await AssertHoldsExactly(test, [.. recorded, "AFTER"]);
    }

    static async Task LimitPagesAsync(TestLedger test, int pages)
    {
        test.OnWriterOpened = database => database.Execute($"PRAGMA max_page_count = {pages}");
        await test.ReopenAsync();
    }

    /// <summary>Records sales until the ledger cannot.</summary>
    static async Task<(List<string> Recorded, LedgerUnavailableException Error)> FillAsync(TestLedger test)
    {
        var recorded = new List<string>();
        foreach (var sale in SampleSales.Many(100_000, "FILL"))
        {
            try
            {
                Assert.IsType<AppendOutcome.Recorded>(await test.Ledger.AppendAsync(sale, Stop));
                recorded.Add(sale.SaleId);
            }
            catch (LedgerUnavailableException error)
            {
                return (recorded, error);
            }
        }

        throw new UnreachableException("The disk never filled.");
    }

    static async Task AssertHoldsExactly(TestLedger test, IReadOnlyList<string> saleIds)
    {
        var entries = await test.Ledger.ReadAfterAsync(default, int.MaxValue, Stop);
        Assert.Equal(saleIds, entries.Select(entry => entry.Sale.Sale.SaleId));
    }
}

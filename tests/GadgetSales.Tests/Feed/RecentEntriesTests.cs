using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Feed;

/// <summary>What the feed reads from memory is what the ledger's file holds, whatever happened on the way.</summary>
public sealed class RecentEntriesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recent_entries_are_what_the_file_holds_also_of_returns_voids_repeats_conflicts_and_refusals()
    {
        await using var test = await TestLedger.OpenAsync();
        var sale = SampleSales.Sale("A");
        await test.Ledger.AppendAsync(sale, Stop);
        await test.Ledger.AppendBatchAsync(
            [sale, sale with { Channel = "web" }, SampleSales.Return("B"), SampleSales.Void(sale), SampleSales.Void(sale, "C"), SampleSales.Sale("D") with { Channel = "\"é\u2028€" }], Stop);

        var recent = test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 100);

        Assert.Equal(["A", "B", "A:void", "D"], recent.Select(entry => entry.Sale.Sale.SaleId));
        Assert.Equal(File(test), recent);
    }

    [Fact]
    public async Task The_feed_sees_each_entry_once_and_in_order_while_others_record()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerCommitCapacity = 50);
        var feed = test.Ledger;
        var tills = Task.WhenAll(Enumerable.Range(0, 8).Select(till => Task.Run(() => PostAsync(test, $"T{till}"), Stop)));
        var seen = new List<LedgerEntry>();
        while (seen.Count < 8 * 100)
        {
            var next = await feed.ReadAfterAsync(seen.Count == 0 ? FeedPosition.Start : seen[^1].Position, max: 1 + (seen.Count % 70), Stop);
            seen.AddRange(next);
        }

        await tills;
        Assert.Equal(File(test), seen);
    }

    [Fact]
    public async Task A_sale_is_recent_before_it_is_acknowledged()
    {
        await using var test = await TestLedger.OpenAsync();
        for (var number = 1; number <= 200; number++)
        {
            await test.Ledger.AppendAsync(SampleSales.Sale($"A:{number}"), Stop);
            Assert.Equal(number, Assert.Single(test.Ledger.Recent.TakeAfter(new FeedPosition(number - 1), max: 10)).Position.Sequence);
        }
    }

    [Fact]
    public async Task A_commit_that_failed_leaves_nothing_and_the_next_one_goes_on_without_a_gap()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendAsync(SampleSales.Sale("BEFORE"), Stop);
        test.OnWriterOpened = database => database.Execute("PRAGMA max_page_count = 40");
        await test.ReopenAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await test.Ledger.AppendBatchAsync(SampleSales.Many(500), Stop));
        Assert.Empty(test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 1000));

        test.OnWriterOpened = null;
        await test.Ledger.AppendAsync(SampleSales.Sale("AFTER"), Stop);

        Assert.Equal("AFTER", Assert.Single(test.Ledger.Recent.TakeAfter(new FeedPosition(1), max: 1000)).Sale.Sale.SaleId);
        Assert.Equal(File(test), await ReadAllAsync(test.Ledger));
    }

    [Fact]
    public async Task What_the_feed_has_passed_is_forgotten_and_read_from_the_file_when_it_comes_back()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendBatchAsync(SampleSales.Many(10), Stop);
        var feed = test.Ledger;

        Assert.Equal(3, (await feed.ReadAfterAsync(new FeedPosition(7), max: 100, Stop)).Count);
        Assert.Empty(test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 100));
        Assert.Equal(File(test), await feed.ReadAfterAsync(FeedPosition.Start, max: 100, Stop));
    }

    [Fact]
    public async Task More_entries_than_memory_takes_are_read_from_the_file()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerQueueCapacity = RecentEntries.MostEntries * 2);
        await test.Ledger.AppendBatchAsync(SampleSales.Many(RecentEntries.MostEntries + 100), Stop);

        Assert.Empty(test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 1));
        Assert.Equal(100, test.Ledger.Recent.TakeAfter(new FeedPosition(RecentEntries.MostEntries), max: 1000).Count);
        Assert.Equal(File(test), await ReadAllAsync(test.Ledger));
    }

    [Fact]
    public async Task Large_receipts_are_bounded_by_their_bytes()
    {
        await using var test = await TestLedger.OpenAsync();
        var line = SampleSales.Sale().Lines[0] with { Name = new string('x', 100) };
        var receipts = SampleSales.Many(60).Select(sale => sale with { Lines = [.. Enumerable.Repeat(line, 1000)] });
        await test.Ledger.AppendBatchAsync([.. receipts], Stop);

        Assert.Empty(test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 1));
        Assert.Equal(File(test), await ReadAllAsync(test.Ledger));
    }

    [Fact]
    public async Task Nothing_is_recent_in_a_ledger_that_was_just_opened()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendBatchAsync(SampleSales.Many(10), Stop);
        await test.ReopenAsync();

        Assert.Empty(test.Ledger.Recent.TakeAfter(FeedPosition.Start, max: 100));
        Assert.Equal(10, (await ReadAllAsync(test.Ledger)).Count);
    }

    static async Task PostAsync(TestLedger test, string till)
    {
        foreach (var sale in SampleSales.Many(100, till))
        {
            await test.Ledger.AppendAsync(sale, Stop);
        }
    }

    static IReadOnlyList<LedgerEntry> File(TestLedger test)
    {
        using var file = LedgerReader.Open(test.Options.LedgerPath);
        return file.ReadAfter(FeedPosition.Start, int.MaxValue, Stop);
    }

    static async Task<IReadOnlyList<LedgerEntry>> ReadAllAsync(SqliteLedger feed)
    {
        var all = new List<LedgerEntry>();
        while (await feed.ReadAfterAsync(all.Count == 0 ? FeedPosition.Start : all[^1].Position, max: 1000, Stop) is { Count: > 0 } next)
        {
            all.AddRange(next);
        }

        return all;
    }
}

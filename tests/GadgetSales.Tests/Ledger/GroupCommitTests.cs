using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

public sealed class GroupCommitTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sales_that_wait_for_the_disk_share_one_commit()
    {
        await using var test = await TestLedger.OpenAsync();
        var calls = new List<Task<AppendOutcome>>();
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            calls.AddRange(SampleSales.Many(300).Select(sale => test.Ledger.AppendAsync(sale, Stop).AsTask()));
        }

        await Task.WhenAll(calls);

        // The first commit has whatever the writer took before it was blocked, the second has the rest.
        var commits = test.Meters.Values("gadgetsales.ledger.commit.size");
        Assert.InRange(commits.Count, 1, 2);
        Assert.Equal(300, commits.Sum());
    }

    [Fact]
    public async Task A_commit_has_a_largest_size_but_never_splits_a_batch()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerCommitCapacity = 10);
        var calls = new List<Task>();
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            calls.Add(test.Ledger.AppendBatchAsync(SampleSales.Many(25, "BATCH"), Stop).AsTask());
            calls.AddRange(SampleSales.Many(20).Select(sale => test.Ledger.AppendAsync(sale, Stop).AsTask()));
        }

        await Task.WhenAll(calls);

        var commits = test.Meters.Values("gadgetsales.ledger.commit.size");
        Assert.Equal(25, commits[0]);
        Assert.All(commits.Skip(1), size => Assert.InRange(size, 1, 10));
        Assert.Equal(45, commits.Sum());
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_loses_nothing_it_took()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerQueueCapacity = 10);
        var sales = SampleSales.Many(100);
        Task<AppendOutcome>[] calls;
        LedgerUnavailableException[] refusals;
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            calls = [.. sales.Select(sale => test.Ledger.AppendAsync(sale, Stop).AsTask())];
            refusals = [.. calls.Where(call => call.IsFaulted).Select(call => Assert.IsType<LedgerUnavailableException>(call.Exception!.InnerException))];
        }

        // At most ten wait, beside those that the writer took before it was blocked.
        Assert.InRange(refusals.Length, 80, 90);
        Assert.All(refusals, refusal => Assert.Equal(("ledger_overloaded", TimeSpan.FromSeconds(1)), (refusal.Code, refusal.RetryAfter)));
        await Task.WhenAny(Task.WhenAll(calls));
        for (var index = 0; index < calls.Length; index++)
        {
            var found = await test.Ledger.FindAsync(sales[index].SaleId, Stop);
            Assert.Equal(calls[index].IsCompletedSuccessfully, found is not null);
        }
    }

    [Fact]
    public async Task The_queue_is_bounded_in_bytes_too()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerQueueMegabytes = 1);
        var calls = new List<Task>();
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            calls.AddRange(Enumerable.Range(1, 100).Select(number => test.Ledger.AppendAsync(Large($"L:{number}"), Stop).AsTask()));
            Assert.InRange(calls.Count(call => call.IsFaulted), 50, 99);
        }

        await Task.WhenAny(Task.WhenAll(calls));
        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), 1, 50);
    }

    [Fact]
    public async Task An_idle_ledger_takes_a_batch_larger_than_its_queue()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerQueueCapacity = 10);

        var outcomes = await test.Ledger.AppendBatchAsync(SampleSales.Many(1000), Stop);

        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.Recorded>(outcome));
    }

    [Fact]
    public async Task Stopping_records_what_waits_first()
    {
        await using var test = await TestLedger.OpenAsync();
        var sales = SampleSales.Many(50);
        Task<AppendOutcome>[] calls;
        Task stopped;
        using (new BlockedDisk(test.Options.LedgerPath))
        {
            calls = [.. sales.Select(sale => test.Ledger.AppendAsync(sale, Stop).AsTask())];
            stopped = test.Ledger.StopAsync(Stop);
            Assert.False(stopped.IsCompleted);
        }

        await stopped;

        Assert.All(await Task.WhenAll(calls), outcome => Assert.IsType<AppendOutcome.Recorded>(outcome));
        var late = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await test.Ledger.AppendAsync(SampleSales.Sale(), Stop));
        Assert.Equal("ledger_stopped", late.Code);
    }

    [Fact]
    public async Task Each_outcome_is_counted()
    {
        await using var test = await TestLedger.OpenAsync();
        var sale = SampleSales.Sale("A:1");

        await test.Ledger.AppendBatchAsync([sale, sale, sale with { Channel = "web" }, SampleSales.Void(SampleSales.Sale("A:2"))], Stop);

        Assert.Equal(4, test.Meters.Sum("gadgetsales.ledger.received"));
        Assert.Equal(1, test.Meters.Sum("gadgetsales.ledger.recorded"));
        Assert.Equal(1, test.Meters.Sum("gadgetsales.ledger.replayed"));
        Assert.Equal(1, test.Meters.Sum("gadgetsales.ledger.conflicts"));
        Assert.Equal(1, test.Meters.Sum("gadgetsales.ledger.refused"));
        Assert.Equal(0, test.Meters.Sum("gadgetsales.ledger.errors"));
    }

    /// <summary>About 45 KB recorded.</summary>
    static Sale Large(string saleId) => SampleSales.Sale(saleId) with
    {
        Lines = [.. Enumerable.Repeat(SampleSales.Sale().Lines[0] with { Name = new string('n', 200) }, 150)],
    };
}

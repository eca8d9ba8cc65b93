using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Feed;

public sealed class LedgerFeedTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;
    readonly TempDirectory _folder = new();
    readonly ListedEntries _ledger = new();
    readonly TestPump _pipeline;

    public LedgerFeedTests() => _pipeline = new TestPump(_ledger, _folder.Path);

    /// <summary>Amounts that no transform can multiply.</summary>
    static RecordedSale Overflowing => new(
        SampleSales.Sale("BAD") with { Lines = [new() { Sku = "X", Quantity = 2, UnitPriceMinor = 1 }, new() { Sku = "X", Quantity = 3, UnitPriceMinor = long.MaxValue }] },
        Version: 1, TotalMinor: 0, UnitsMilli: 0, SampleFacts.RecordedAt, Original: null);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_move_brings_the_entries_after_the_watermark_and_says_how_far_it_came()
    {
        _ledger.Add(SampleSales.Many(5));

        var first = await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 3, None);
        var second = await _pipeline.Feed.MoveAsync(first.UpTo, max: 3, None);

        Assert.Equal((new FeedPosition(3), 3), (first.UpTo, first.Entries));
        Assert.Equal((new FeedPosition(5), 2), (second.UpTo, second.Entries));
        Assert.Equal(10, await _pipeline.CountAsync());
    }

    [Fact]
    public async Task A_caught_up_lake_has_nothing_to_move()
    {
        var move = await _pipeline.Feed.MoveAsync(new FeedPosition(7), max: 3, None);

        Assert.Equal((new FeedPosition(7), 0), (move.UpTo, move.Entries));
    }

    [Fact]
    public async Task Facts_name_the_ledgers_position_as_their_event()
    {
        _ledger.Add(SampleSales.Many(1));
        await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 10, None);

        Assert.Equal(2, await _pipeline.CountAsync("sale_lines WHERE event_id = '1'"));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_transformed_is_quarantined_and_the_others_flow()
    {
        _ledger.Add(SampleSales.Many(1, "A"));
        _ledger.Add(Overflowing);
        _ledger.Add(SampleSales.Many(1, "B"));

        var move = await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 10, None);

        Assert.Equal((new FeedPosition(3), 1), (move.UpTo, move.Quarantined));
        Assert.Equal(4, await _pipeline.CountAsync());
        Assert.Equal(1, await _pipeline.CountAsync("quarantined_entries WHERE position = 2 AND sale_id = 'BAD' AND reason LIKE '%Overflow%'"));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_quarantined_and_the_others_flow()
    {
        _ledger.Add(SampleSales.Many(1, "A"));
        _ledger.Add((RecordedSale?)null);
        _ledger.Add(SampleSales.Many(1, "B"));

        var position = FeedPosition.Start;
        for (var move = 0; move < 3; move++)
        {
            position = (await _pipeline.Feed.MoveAsync(position, max: 10, None)).UpTo;
        }

        Assert.Equal(new FeedPosition(3), position);
        Assert.Equal(4, await _pipeline.CountAsync());
        Assert.Equal(1, await _pipeline.CountAsync("quarantined_entries WHERE position = 2 AND sale_id IS NULL"));
    }

    [Fact]
    public async Task An_entry_that_the_lake_refuses_is_found_among_the_others_and_quarantined()
    {
        _ledger.Add(SampleSales.Many(4, "A"));
        _ledger.Add([SampleSales.Sale("BAD") with { StoreId = null! }]);
        _ledger.Add(SampleSales.Many(2, "B"));

        var move = await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 100, None);

        Assert.Equal((new FeedPosition(7), 1), (move.UpTo, move.Quarantined));
        Assert.Equal(12, await _pipeline.CountAsync());
        Assert.Equal(1, await _pipeline.CountAsync("quarantined_entries WHERE sale_id = 'BAD' AND reason LIKE '%NOT NULL%'"));
    }

    [Fact]
    public async Task The_meters_count_what_came_and_what_was_set_aside()
    {
        _ledger.Add(SampleSales.Many(3));
        _ledger.Add(Overflowing);

        await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 10, None);

        Assert.Equal(4, _pipeline.Meters.Sum("gadgetsales.feed.received"));
        Assert.Equal(3, _pipeline.Meters.Sum("gadgetsales.feed.written"));
        Assert.Equal(1, _pipeline.Meters.Sum("gadgetsales.feed.quarantined"));
    }

    [Fact]
    public async Task Long_receipts_are_split_over_transactions_and_all_arrive()
    {
        var lines = Enumerable.Range(1, 1500).Select(number => new SaleLine { Sku = $"SKU-{number}", Quantity = 1, UnitPriceMinor = number });
        _ledger.Add(SampleSales.Many(100).Select(sale => sale with { Lines = [.. lines] }));

        var move = await _pipeline.Feed.MoveAsync(FeedPosition.Start, max: 100, None);

        Assert.Equal(new FeedPosition(100), move.UpTo);
        Assert.Equal(150_000, await _pipeline.CountAsync());
    }
}

using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class DynamoDbBatchTests : IAsyncLifetime
{
    readonly DynamoWire _wire = new();
    DynamoTable _table = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await DynamoTable.CreateAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_batch_writes_several_sales_at_a_time_but_no_more_than_the_setting_says()
    {
        await Open(parallelism: 4).AppendBatchAsync(SampleSales.Many(60), Stop);

        Assert.InRange(_wire.MostAtOnce, 2, 4);
    }

    [Fact]
    public async Task A_batch_that_the_store_gives_up_on_answers_what_it_recorded_and_says_that_the_rest_is_open()
    {
        var sales = SampleSales.Many(100);
        _wire.Answer = call => call.Number <= 30 ? call.PassAsync() : DynamoWire.Throttle();

        var outcomes = await Open(parallelism: 4).AppendBatchAsync(sales, Stop);

        Assert.Equal(30, outcomes.OfType<AppendOutcome.Recorded>().Count());
        Assert.All(outcomes.OfType<AppendOutcome.Unavailable>(), each => Assert.Equal("ledger_throttled", each.Failure.Code));
        Assert.Equal(70, outcomes.OfType<AppendOutcome.Unavailable>().Count());
        Assert.Equal(30, _table.Meters.Sum("gadgetsales.ledger.recorded"));
    }

    [Fact]
    public async Task A_store_that_gives_up_is_not_asked_for_every_sale_that_is_left()
    {
        _wire.Answer = call => call.Number <= 10 ? call.PassAsync() : DynamoWire.Throttle();

        await Open(parallelism: 4).AppendBatchAsync(SampleSales.Many(500), Stop);

        Assert.InRange(_wire.Calls.Count, 11, 14);
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_records_what_was_left_open()
    {
        var sales = SampleSales.Many(40);
        _wire.Answer = call => call.Number is 20 ? DynamoWire.LoseAnswerAsync(call) : call.PassAsync();
        await Open(parallelism: 1).AppendBatchAsync(sales, Stop);

        var again = await _table.Open().AppendBatchAsync(sales, Stop);

        Assert.Equal((20, 20), (again.OfType<AppendOutcome.Replayed>().Count(), again.OfType<AppendOutcome.Recorded>().Count()));
    }

    [Fact]
    public async Task A_batch_of_which_nothing_was_answered_is_unavailable_as_a_whole()
    {
        _wire.Answer = _ => DynamoWire.Throttle();

        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Open(parallelism: 4).AppendBatchAsync(SampleSales.Many(20), Stop));
    }

    [Fact]
    public void Sales_that_do_not_depend_on_each_other_go_in_one_wave()
    {
        Assert.Equal([Enumerable.Range(0, 50)], BatchWaves.Of(SampleSales.Many(50)));
    }

    [Fact]
    public void Repeats_of_an_id_and_voids_of_one_original_follow_each_other_in_the_order_of_the_batch()
    {
        var (first, second) = (SampleSales.Sale("A:1"), SampleSales.Sale("A:2"));
        Sale[] batch = [SampleSales.Void(first, "V:1"), first, SampleSales.Void(first, "V:2"), second, first, SampleSales.Return("R:1", "A:1")];

        Assert.Equal([[0, 3, 5], [1], [2], [4]], BatchWaves.Of(batch));
    }

    DynamoDbLedger Open(int parallelism) => _table.Open(_wire, options =>
    {
        options.LedgerParallelism = parallelism;
        options.LedgerAttempts = 1;
    });
}

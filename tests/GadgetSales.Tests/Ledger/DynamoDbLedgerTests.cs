using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class DynamoDbLedgerTests : IAsyncLifetime
{
    readonly DynamoWire _wire = new();
    DynamoTable _table = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await DynamoTable.CreateAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_sale_is_recorded_in_one_request()
    {
        await _table.Open(_wire).AppendAsync(SampleSales.Sale(), Stop);

        var call = Assert.Single(_wire.Calls);
        Assert.Equal("PutItem", call.Operation);
        Assert.Contains("attribute_not_exists", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_needs_no_second_request_where_the_refusal_carries_what_is_there()
    {
        var first = Assert.IsType<AppendOutcome.Recorded>(await _table.Open().AppendAsync(SampleSales.Sale(), Stop)).Sale;
        var item = $",\"Item\":{DynamoDbText.Image(first).ToJsonString()}";
        _wire.Answer = _ => Task.FromResult(DynamoWire.Error("ConditionalCheckFailedException", more: item));

        var replay = Assert.IsType<AppendOutcome.Replayed>(await _table.Open(_wire).AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal(SaleText.Recorded(first), SaleText.Recorded(replay.Sale));
        Assert.Contains("ALL_OLD", Assert.Single(_wire.Calls).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_does_not_carry_what_is_there_is_followed_by_a_consistent_read()
    {
        await _table.Open().AppendAsync(SampleSales.Sale(), Stop);
        _wire.Answer = call => call.Operation == "PutItem" ? Task.FromResult(DynamoWire.Error("ConditionalCheckFailedException")) : call.PassAsync();

        Assert.IsType<AppendOutcome.Replayed>(await _table.Open(_wire).AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal(["PutItem", "GetItem"], _wire.Calls.Select(call => call.Operation));
        Assert.Contains("\"ConsistentRead\":true", _wire.Calls[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sale_is_found_by_a_consistent_read()
    {
        await _table.Open(_wire).FindAsync("A:1", Stop);

        Assert.Contains("\"ConsistentRead\":true", Assert.Single(_wire.Calls).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sales_of_several_services_at_once_are_recorded_once_each()
    {
        var sales = SampleSales.Many(50);
        ISalesLedger[] services = [_table.Open(), _table.Open(), _table.Open()];

        var outcomes = await Task.WhenAll(services.Select(service => service.AppendBatchAsync(sales, Stop).AsTask()));

        Assert.Equal(50, outcomes.Sum(each => each.OfType<AppendOutcome.Recorded>().Count()));
        Assert.Equal(100, outcomes.Sum(each => each.OfType<AppendOutcome.Replayed>().Count()));
    }

    [Fact]
    public async Task Of_services_whose_clocks_read_the_same_only_one_has_recorded_a_sale()
    {
        var time = new FakeTimeProvider();

        var first = await _table.Open(time: time).AppendAsync(SampleSales.Sale(), Stop);
        var second = await _table.Open(time: time).AppendAsync(SampleSales.Sale(), Stop);

        Assert.Equal(
            Assert.IsType<AppendOutcome.Recorded>(first).Sale.RecordedAt,
            Assert.IsType<AppendOutcome.Replayed>(second).Sale.RecordedAt);
    }

    [Fact]
    public async Task What_became_of_sales_is_counted()
    {
        var ledger = _table.Open();
        var other = SampleSales.Sale("A:1") with { Channel = "web" };
        await ledger.AppendBatchAsync([SampleSales.Sale("A:1"), SampleSales.Sale("A:1"), other, SampleSales.Void(SampleSales.Sale("B:1"))], Stop);

        double[] counted = [Sum("received"), Sum("recorded"), Sum("replayed"), Sum("conflicts"), Sum("refused"), Sum("errors")];

        Assert.Equal([4, 1, 1, 1, 1, 0], counted);
        Assert.Single(_table.Meters.Values("gadgetsales.ledger.commit.duration"));

        double Sum(string name) => _table.Meters.Sum("gadgetsales.ledger." + name);
    }

    [Fact]
    public async Task An_item_that_someone_damaged_is_an_error_and_not_a_missing_sale()
    {
        await _table.Open().AppendAsync(SampleSales.Sale("A:1"), Stop);
        var item = await _table.ReadAsync("A:1");
        item["totalMinor"].N = "1.5";
        await _table.Client.PutItemAsync(_table.Name, item, Stop);

        await Assert.ThrowsAsync<FormatException>(async () => await _table.Open().FindAsync("A:1", Stop));
    }

    [Fact]
    public async Task The_recording_clock_never_gives_an_instant_twice()
    {
        var clock = new AttemptClock(new FakeTimeProvider());

        var instants = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).Select(_ => clock.Next()).ToArray())));

        var all = instants.SelectMany(each => each).ToArray();
        Assert.Equal(4000, all.Distinct().Count());
        Assert.All(all, instant => Assert.Equal(0, instant.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    [Fact]
    public async Task The_tables_of_code_and_template_have_the_same_keys()
    {
        var template = await File.ReadAllTextAsync(RepositoryFile.Of("deploy", "pipeline.yaml"), Stop);

        Assert.All(
            [SaleTable.SaleId, SaleTable.StoreDay, SaleTable.SoldAtSaleId, SaleTable.ByStoreDay],
            name => Assert.Contains($"Name: {name}", template, StringComparison.Ordinal));
    }
}

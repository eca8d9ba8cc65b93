using System.Net;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class DynamoDbFailureTests : IAsyncLifetime
{
    readonly DynamoWire _wire = new();
    DynamoTable _table = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _table = await DynamoTable.CreateAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Throttling_that_does_not_pass_is_told_with_a_time_to_try_again_and_nothing_is_recorded()
    {
        _wire.Answer = _ => DynamoWire.Throttle();
        var ledger = Open(attempts: 2);

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await ledger.AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal("ledger_throttled", unavailable.Code);
        Assert.InRange(unavailable.RetryAfter.TotalSeconds, 1, 10);
        Assert.Equal(2, _wire.Count("PutItem"));
        Assert.Null(await _table.Open().FindAsync(SampleSales.Sale().SaleId, Stop));
        Assert.Equal(1, _table.Meters.Sum("gadgetsales.ledger.errors"));
    }

    [Fact]
    public async Task Throttling_that_passes_is_not_noticed()
    {
        _wire.Answer = call => call.Number == 1 ? DynamoWire.Throttle() : call.PassAsync();

        Assert.IsType<AppendOutcome.Recorded>(await Open(attempts: 2).AppendAsync(SampleSales.Sale(), Stop));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_the_sale_counts_as_recorded_by_this_call()
    {
        _wire.Answer = call => call.Number == 1 ? DynamoWire.LoseAnswerAsync(call) : call.PassAsync();

        var outcome = Assert.IsType<AppendOutcome.Recorded>(await Open(attempts: 2).AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal(2, _wire.Count("PutItem"));
        var found = await _table.Open().FindAsync(SampleSales.Sale().SaleId, Stop);
        Assert.Equal(outcome.Sale.RecordedAt, found!.RecordedAt);
    }

    [Fact]
    public async Task When_every_answer_is_lost_the_ledger_is_unavailable_and_the_same_sale_again_is_a_replay()
    {
        _wire.Answer = DynamoWire.LoseAnswerAsync;

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Open(attempts: 1).AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal("storage_unavailable", unavailable.Code);
        Assert.IsType<AppendOutcome.Replayed>(await _table.Open().AppendAsync(SampleSales.Sale(), Stop));
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_in_time_is_not_waited_for()
    {
        _wire.Answer = async call =>
        {
            await Task.Delay(Timeout.Infinite, call.GivenUp);
            throw new InvalidOperationException("Nobody gave up.");
        };

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Open(attempts: 1).FindAsync("A:1", Stop));

        Assert.Equal("storage_unavailable", unavailable.Code);
        Assert.Contains("in time", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_in_time_is_not_waited_for()
    {
        _wire.Answer = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) });

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Open(attempts: 1).FindAsync("A:1", Stop));

        Assert.Equal("storage_unavailable", unavailable.Code);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so_and_not_that_the_ledger_is_unavailable()
    {
        using var cancelled = new CancellationTokenSource();
        _wire.Answer = async call =>
        {
            await cancelled.CancelAsync();
            call.GivenUp.ThrowIfCancellationRequested();
            return await call.PassAsync();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Open(attempts: 1).AppendAsync(SampleSales.Sale(), cancelled.Token));
        Assert.Equal(0, _table.Meters.Sum("gadgetsales.ledger.errors"));
    }

    [Theory]
    [InlineData("UnrecognizedClientException", 400, "credentials")]
    [InlineData("AccessDeniedException", 400, "credentials")]
    [InlineData("ExpiredTokenException", 400, "credentials")]
    [InlineData("ResourceNotFoundException", 400, "Aws:Table")]
    [InlineData("InternalServerError", 500, "error of its own")]
    [InlineData("ServiceUnavailable", 503, "error of its own")]
    public async Task A_failure_of_the_store_says_what_to_look_at(string type, int status, string hint)
    {
        _wire.Answer = _ => Task.FromResult(DynamoWire.Error(type, (HttpStatusCode)status));

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Open(attempts: 1).FindAsync("A:1", Stop));

        Assert.Equal("storage_unavailable", unavailable.Code);
        Assert.Contains(hint, unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_DynamoDB_finds_wrong_is_our_fault_and_not_an_outage()
    {
        _wire.Answer = _ => Task.FromResult(DynamoWire.Error("ValidationException"));

        await Assert.ThrowsAsync<Amazon.DynamoDBv2.AmazonDynamoDBException>(async () => await Open(attempts: 1).FindAsync("A:1", Stop));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_named_with_its_setting()
    {
        var ledger = _table.Open(configure: options => options.Table = "nowhere");

        var unavailable = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await ledger.AppendAsync(SampleSales.Sale(), Stop));

        Assert.Contains("'nowhere'", unavailable.Message, StringComparison.Ordinal);
    }

    DynamoDbLedger Open(int attempts) => _table.Open(_wire, options =>
    {
        options.LedgerAttempts = attempts;
        options.LedgerAttemptSeconds = 1;
    });

    sealed class EndlessStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}

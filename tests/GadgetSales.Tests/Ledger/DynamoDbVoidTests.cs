using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

/// <summary>Voids take two writes: what is true when the service ends between them.</summary>
[Slow]
public sealed class DynamoDbVoidTests : IAsyncLifetime
{
    static readonly Sale Original = SampleSales.Sale("A:1");
    static readonly Sale First = SampleSales.Void(Original, "VOID:1");
    static readonly Sale Second = SampleSales.Void(Original, "VOID:2");

    readonly DynamoWire _wire = new();
    DynamoTable _table = null!;
    DynamoDbLedger _ledger = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        _ledger = _table.Open();
        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(Original, Stop));
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_void_that_was_cut_short_is_not_there_until_it_is_sent_again()
    {
        await CutShortAsync(First);
        Assert.Null(await _ledger.FindAsync(First.SaleId, Stop));

        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(First, Stop));
        Assert.IsType<AppendOutcome.Replayed>(await _ledger.AppendAsync(First, Stop));
    }

    [Fact]
    public async Task Another_void_finishes_the_one_that_was_cut_short_and_is_refused()
    {
        await CutShortAsync(First);

        var refused = Assert.IsType<AppendOutcome.Refused>(await _ledger.AppendAsync(Second, Stop));

        Assert.Equal(RefusalReason.OriginalAlreadyVoided, refused.Reason);
        var finished = await _ledger.FindAsync(First.SaleId, Stop);
        Assert.Equal(Original.Lines, finished!.Original!.Lines);
        Assert.Null(await _ledger.FindAsync(Second.SaleId, Stop));
        Assert.IsType<AppendOutcome.Replayed>(await _ledger.AppendAsync(First, Stop));
    }

    [Fact]
    public async Task A_void_that_was_cut_short_may_come_back_with_other_content()
    {
        await CutShortAsync(First);
        var changed = First with { SoldAt = First.SoldAt.AddMinutes(1) };

        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(changed, Stop));
        Assert.Equal(["/soldAt"], Assert.IsType<AppendOutcome.Conflict>(await _ledger.AppendAsync(First, Stop)).Differences);
    }

    [Fact]
    public async Task A_void_whose_id_went_to_a_sale_meanwhile_does_not_keep_others_out()
    {
        await CutShortAsync(First);
        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(SampleSales.Sale(First.SaleId), Stop));

        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(Second, Stop));
        Assert.IsType<AppendOutcome.Refused>(await _ledger.AppendAsync(SampleSales.Void(Original, "VOID:3"), Stop));
    }

    [Fact]
    public async Task One_id_for_voids_of_two_sales_at_once_cancels_one_of_them_and_leaves_the_other_free()
    {
        var other = SampleSales.Sale("B:1");
        await _ledger.AppendAsync(other, Stop);
        await CutShortAsync(First);
        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(SampleSales.Void(other, First.SaleId), Stop));

        Assert.IsType<AppendOutcome.Conflict>(await _ledger.AppendAsync(First, Stop));
        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(Second, Stop));
    }

    [Fact]
    public async Task A_void_whose_marker_cannot_be_written_leaves_nothing_behind()
    {
        _wire.Answer = call => call.Operation == "PutItem" ? DynamoWire.Throttle() : call.PassAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Wired().AppendAsync(First, Stop));

        Assert.IsType<AppendOutcome.Recorded>(await _ledger.AppendAsync(Second, Stop));
    }

    [Fact]
    public async Task A_lost_answer_to_either_write_leaves_the_void_recorded_once()
    {
        _wire.Answer = call => call.Operation == "PutItem" && _wire.Count("PutItem") % 2 == 1 ? DynamoWire.LoseAnswerAsync(call) : call.PassAsync();

        Assert.IsType<AppendOutcome.Recorded>(await Wired(attempts: 2).AppendAsync(First, Stop));

        Assert.Equal(4, _wire.Count("PutItem"));
        Assert.IsType<AppendOutcome.Refused>(await _ledger.AppendAsync(Second, Stop));
    }

    [Fact]
    public async Task A_marker_is_no_sale_to_readers_to_lists_and_to_the_stream()
    {
        await _ledger.AppendAsync(First, Stop);
        var id = SaleTable.VoidMarkerOf(Original.SaleId);
        var marker = await _table.ReadAsync(id);

        Assert.Equal(First.SaleId, marker[SaleTable.VoidId].S);
        Assert.DoesNotContain(SaleTable.StoreDay, marker.Keys);
        Assert.Null(await _ledger.FindAsync(id, Stop));
        Assert.Null(DynamoDbJson.ReadSale(ItemText.Utf8(marker)));
        Assert.NotNull(DynamoDbJson.ReadSale(ItemText.Utf8(await _table.ReadAsync(First.SaleId))));
    }

    /// <summary>The marker is written, and the service ends.</summary>
    async Task CutShortAsync(Sale sale)
    {
        _wire.Answer = call => call.Operation == "PutItem" && !call.Body.Contains("#void = :mine", StringComparison.Ordinal) ? DynamoWire.Throttle() : call.PassAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Wired().AppendAsync(sale, Stop));
        Assert.NotNull(await _table.ReadAsync(SaleTable.VoidMarkerOf(sale.OriginalSaleId!)));
    }

    DynamoDbLedger Wired(int attempts = 1) => _table.Open(_wire, options => options.LedgerAttempts = attempts);
}

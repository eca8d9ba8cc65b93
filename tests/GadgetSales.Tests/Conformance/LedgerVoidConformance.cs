using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Conformance;

/// <summary>What every ledger promises about voids.</summary>
public abstract class LedgerVoidConformance : LedgerConformance
{
    [Fact]
    public async Task A_void_is_recorded_with_what_it_cancels()
    {
        var sale = SampleSales.Sale();
        await Record(sale);

        var recorded = await Record(SampleSales.Void(sale));

        Assert.Equal((-26_880L, -3m), (recorded.TotalMinor, recorded.Units));
        Assert.NotNull(recorded.Original);
        Assert.Equal((SaleType.Sale, sale.RegisterId, sale.Channel), (recorded.Original.Type, recorded.Original.RegisterId, recorded.Original.Channel));
        Assert.Equal(sale.Lines, recorded.Original.Lines);
        await AssertHolds(recorded);
    }

    [Fact]
    public async Task The_void_of_a_return_adds_to_revenue()
    {
        var sale = SampleSales.Return();
        await Record(sale);

        var recorded = await Record(SampleSales.Void(sale));

        Assert.Equal((25_990L, 1m), (recorded.TotalMinor, recorded.Units));
    }

    [Fact]
    public async Task A_void_of_an_unknown_sale_is_refused_until_the_sale_is_recorded()
    {
        var sale = SampleSales.Sale();

        await AssertRefused(SampleSales.Void(sale), RefusalReason.OriginalNotFound);
        await Record(sale);
        await Record(SampleSales.Void(sale));
    }

    [Fact]
    public async Task A_refused_void_leaves_its_id_free()
    {
        var refused = SampleSales.Void(SampleSales.Sale());
        await AssertRefused(refused, RefusalReason.OriginalNotFound);

        Assert.Null(await Ledger.FindAsync(refused.SaleId, Stop));
        await Record(SampleSales.Sale(refused.SaleId));
    }

    [Fact]
    public async Task A_void_finds_its_original_earlier_in_the_same_batch_but_not_later()
    {
        var (first, second) = (SampleSales.Sale("A:1"), SampleSales.Sale("A:2"));

        var outcomes = await Ledger.AppendBatchAsync([first, SampleSales.Void(first), SampleSales.Void(second), second], Stop);

        Assert.Collection(
            outcomes,
            outcome => Assert.IsType<AppendOutcome.Recorded>(outcome),
            outcome => Assert.IsType<AppendOutcome.Recorded>(outcome),
            outcome => Assert.Equal(RefusalReason.OriginalNotFound, Assert.IsType<AppendOutcome.Refused>(outcome).Reason),
            outcome => Assert.IsType<AppendOutcome.Recorded>(outcome));
    }

    [Fact]
    public async Task A_sale_is_voided_once()
    {
        var sale = SampleSales.Sale();
        await Record(sale);
        await Record(SampleSales.Void(sale));

        await AssertRefused(SampleSales.Void(sale, "ANOTHER:VOID"), RefusalReason.OriginalAlreadyVoided);
    }

    [Fact]
    public async Task Of_many_voids_of_one_sale_at_the_same_time_one_is_recorded()
    {
        var sale = SampleSales.Sale();
        await Record(sale);

        var outcomes = await AppendTogether(Enumerable.Range(1, 50).Select(number => SampleSales.Void(sale, $"VOID:{number}")));

        Assert.Single(outcomes.OfType<AppendOutcome.Recorded>());
        Assert.Equal(49, outcomes.OfType<AppendOutcome.Refused>().Count(refused => refused.Reason == RefusalReason.OriginalAlreadyVoided));
    }

    [Fact]
    public async Task The_same_void_again_is_a_replay_and_other_content_a_conflict()
    {
        var sale = SampleSales.Sale();
        await Record(sale);
        var first = await Record(SampleSales.Void(sale));

        var replay = Assert.IsType<AppendOutcome.Replayed>(await Ledger.AppendAsync(SampleSales.Void(sale), Stop));
        var later = SampleSales.Void(sale) with { SoldAt = sale.SoldAt.AddHours(1) };
        var conflict = Assert.IsType<AppendOutcome.Conflict>(await Ledger.AppendAsync(later, Stop));

        AssertSame(first, replay.Sale);
        Assert.Equal(["/soldAt"], conflict.Differences);
    }

    [Fact]
    public async Task A_void_under_the_id_of_a_sale_is_a_conflict()
    {
        var sale = SampleSales.Sale();
        await Record(sale);

        var outcome = await Ledger.AppendAsync(SampleSales.Void(sale, sale.SaleId), Stop);

        Assert.Contains("/type", Assert.IsType<AppendOutcome.Conflict>(outcome).Differences);
    }

    [Fact]
    public async Task A_void_cannot_be_voided()
    {
        var sale = SampleSales.Sale();
        var cancel = SampleSales.Void(sale);
        await Record(sale);
        await Record(cancel);

        await AssertRefused(SampleSales.Void(cancel), RefusalReason.OriginalIsVoid);
    }

    [Fact]
    public async Task A_void_of_another_store_or_currency_is_refused()
    {
        var sale = SampleSales.Sale();
        await Record(sale);

        await AssertRefused(SampleSales.Void(sale) with { StoreId = "ELSEWHERE" }, RefusalReason.OriginalMismatch);
        await AssertRefused(SampleSales.Void(sale) with { Currency = "EUR" }, RefusalReason.OriginalMismatch);
    }

    [Fact]
    public async Task A_void_survives_a_restart_and_still_excludes_a_second_one()
    {
        var sale = SampleSales.Sale();
        await Record(sale);
        var recorded = await Record(SampleSales.Void(sale));

        await ReopenAsync();

        await AssertHolds(recorded);
        await AssertRefused(SampleSales.Void(sale, "ANOTHER:VOID"), RefusalReason.OriginalAlreadyVoided);
    }

    async Task AssertRefused(Sale sale, RefusalReason reason)
    {
        var refused = Assert.IsType<AppendOutcome.Refused>(await Ledger.AppendAsync(sale, Stop));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(sale.OriginalSaleId!, refused.Detail, StringComparison.Ordinal);
    }
}

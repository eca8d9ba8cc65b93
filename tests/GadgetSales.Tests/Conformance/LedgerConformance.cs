using System.Buffers;
using System.Text;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Conformance;

/// <summary>
/// What every ledger promises (<see cref="ISalesLedger"/>). An adapter derives from <see cref="LedgerListConformance"/>, the last of three parts,
/// opens an empty ledger for each test and can close and open it again.
/// </summary>
public abstract class LedgerConformance : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The ledger under test.</summary>
    protected abstract ISalesLedger Ledger { get; }

    /// <summary>Opens a ledger that holds nothing.</summary>
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_new_sale_is_recorded_with_version_totals_and_the_time()
    {
        var sale = SampleSales.Sale();

        var recorded = await Record(sale);

        Assert.Equal((1, 26_880L, 3m), (recorded.Version, recorded.TotalMinor, recorded.Units));
        Assert.Equal(TimeSpan.Zero, recorded.RecordedAt.Offset);
        Assert.Null(recorded.Original);
        Assert.Empty(SaleDifferences.Between(recorded.Sale, sale));
    }

    [Fact]
    public async Task A_recorded_sale_is_found_as_it_was_answered()
    {
        var recorded = await Record(SampleSales.Sale());

        await AssertHolds(recorded);
    }

    [Fact]
    public async Task An_id_that_was_never_recorded_is_not_found()
    {
        await Record(SampleSales.Sale("A:1"));

        Assert.Null(await Ledger.FindAsync("A:2", Stop));
    }

    [Fact]
    public async Task Sale_ids_differ_by_case()
    {
        await Record(SampleSales.Sale("a:1"));
        await Record(SampleSales.Sale("A:1"));
    }

    [Fact]
    public async Task The_same_sale_again_is_a_replay_of_what_was_recorded_first()
    {
        var first = await Record(SampleSales.Sale());

        var again = Assert.IsType<AppendOutcome.Replayed>(await Ledger.AppendAsync(SampleSales.Sale(), Stop));

        AssertSame(first, again.Sale);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict_that_names_what_differs()
    {
        var first = await Record(SampleSales.Sale());
        var lines = SampleSales.Sale().Lines;
        var other = SampleSales.Sale() with { ReceiptNumber = 7, Lines = [lines[0] with { Quantity = 3 }, lines[1]] };

        var conflict = Assert.IsType<AppendOutcome.Conflict>(await Ledger.AppendAsync(other, Stop));

        Assert.Equal(["/receiptNumber", "/lines/0/quantity"], conflict.Differences);
        AssertSame(first, conflict.Existing);
        await AssertHolds(first);
    }

    [Fact]
    public async Task The_same_instant_at_another_offset_is_other_content()
    {
        await Record(SampleSales.Sale());
        var other = SampleSales.Sale() with { SoldAt = SampleSales.Sale().SoldAt.ToOffset(TimeSpan.FromHours(-4)) };

        var conflict = Assert.IsType<AppendOutcome.Conflict>(await Ledger.AppendAsync(other, Stop));

        Assert.Equal(["/soldAt"], conflict.Differences);
    }

    [Fact]
    public async Task A_till_that_sends_its_time_in_utc_or_no_business_date_replays_what_was_recorded()
    {
        var first = await Record(SampleSales.Sale() with { BusinessDate = SampleSales.Sale().BusinessDate.AddDays(1) });

        var inUtc = SampleSales.Sale() with { SoldAt = SampleSales.Sale().SoldAt.ToUniversalTime(), IsBusinessDateAssumed = true };
        var replayed = Assert.IsType<AppendOutcome.Replayed>(await Ledger.AppendAsync(inUtc, Stop));

        AssertSame(first, replayed.Sale);
    }

    [Fact]
    public async Task Two_hundred_callers_with_the_same_sale_record_it_once()
    {
        var outcomes = await AppendTogether(Enumerable.Repeat(SampleSales.Sale(), 200));

        var recorded = Assert.Single(outcomes.OfType<AppendOutcome.Recorded>()).Sale;
        var replays = outcomes.OfType<AppendOutcome.Replayed>().ToArray();
        Assert.Equal(199, replays.Length);
        Assert.All(replays, replay => AssertSame(recorded, replay.Sale));
    }

    [Fact]
    public async Task Of_callers_with_different_content_for_one_id_one_wins_and_the_others_conflict_with_it()
    {
        var outcomes = await AppendTogether(Enumerable.Range(1, 50).Select(number => SampleSales.Sale() with { ReceiptNumber = number }));

        var winner = Assert.Single(outcomes.OfType<AppendOutcome.Recorded>()).Sale;
        var conflicts = outcomes.OfType<AppendOutcome.Conflict>().ToArray();
        Assert.Equal(49, conflicts.Length);
        Assert.All(conflicts, conflict => AssertSame(winner, conflict.Existing));
        await AssertHolds(winner);
    }

    [Fact]
    public async Task Concurrent_sales_are_all_recorded()
    {
        var outcomes = await AppendTogether(SampleSales.Many(500));

        foreach (var outcome in outcomes)
        {
            await AssertHolds(Assert.IsType<AppendOutcome.Recorded>(outcome).Sale);
        }
    }

    [Fact]
    public async Task A_batch_answers_each_sale_in_its_place_and_sees_its_own_earlier_ones()
    {
        await Record(SampleSales.Sale("A:0"));
        var other = SampleSales.Sale("A:1") with { Channel = "web" };

        var outcomes = await Ledger.AppendBatchAsync(
            [SampleSales.Sale("A:1"), SampleSales.Sale("A:0"), SampleSales.Sale("A:1"), other, SampleSales.Sale("A:2")], Stop);

        Assert.Collection(
            outcomes,
            outcome => Assert.Equal("A:1", Assert.IsType<AppendOutcome.Recorded>(outcome).Sale.Sale.SaleId),
            outcome => Assert.Equal("A:0", Assert.IsType<AppendOutcome.Replayed>(outcome).Sale.Sale.SaleId),
            outcome => Assert.Equal("A:1", Assert.IsType<AppendOutcome.Replayed>(outcome).Sale.Sale.SaleId),
            outcome => Assert.Equal(["/channel"], Assert.IsType<AppendOutcome.Conflict>(outcome).Differences),
            outcome => Assert.Equal("A:2", Assert.IsType<AppendOutcome.Recorded>(outcome).Sale.Sale.SaleId));
    }

    [Fact]
    public async Task An_empty_batch_has_no_outcomes()
    {
        Assert.Empty(await Ledger.AppendBatchAsync([], Stop));
    }

    [Fact]
    public async Task The_largest_batch_is_recorded_whole()
    {
        var outcomes = await Ledger.AppendBatchAsync(SampleSales.Many(1000), Stop);

        Assert.Equal(1000, outcomes.OfType<AppendOutcome.Recorded>().Count());
    }

    [Fact]
    public async Task The_largest_sale_is_kept_to_the_last_line()
    {
        var line = SampleSales.Sale().Lines[0] with { Name = new string('n', 50), Category = "c" };
        var sale = SampleSales.Sale(new string('A', 64)) with { Lines = [.. Enumerable.Range(1, 1500).Select(number => line with { Quantity = number })] };

        var recorded = await Record(sale);

        Assert.Equal(1500L * 1501 / 2, recorded.Units);
        await AssertHolds(recorded);
    }

    [Fact]
    public async Task Text_of_every_script_comes_back_unchanged()
    {
        var sale = SampleSales.Sale(storeId: "Zürich–東京 🏬") with
        {
            Channel = "\"quoted\" \\ </script>",
            Lines = [SampleSales.Sale().Lines[0] with { Sku = "Ω≈ç√∫", Name = "قبل العرض ‒ 日本語 👍🏽", Category = "e\u0301 and \u00e9" }],
        };

        var recorded = await Record(sale);

        Assert.Empty(SaleDifferences.Between(recorded.Sale, sale));
        await AssertHolds(recorded);
        Assert.IsType<AppendOutcome.Replayed>(await Ledger.AppendAsync(sale, Stop));
    }

    [Fact]
    public async Task A_sale_without_its_optional_members_comes_back_without_them()
    {
        var sale = SampleSales.Sale() with
        {
            RegisterId = null,
            ReceiptNumber = null,
            Channel = null,
            Lines = [new() { Sku = "GIFT", Quantity = 1, UnitPriceMinor = 0 }],
        };

        var recorded = await Record(sale);

        Assert.Equal(0, recorded.TotalMinor);
        await AssertHolds(recorded);
    }

    [Fact]
    public async Task A_return_counts_against_revenue_and_needs_no_recorded_original()
    {
        var recorded = await Record(SampleSales.Return(original: "NOT:RECORDED"));

        Assert.Equal((-25_990L, -1m), (recorded.TotalMinor, recorded.Units));
        await AssertHolds(recorded);
    }

    [Fact]
    public async Task What_was_recorded_survives_a_restart()
    {
        var sales = SampleSales.Many(20);
        var outcomes = await Ledger.AppendBatchAsync(sales, Stop);

        await ReopenAsync();

        foreach (var outcome in outcomes)
        {
            await AssertHolds(Assert.IsType<AppendOutcome.Recorded>(outcome).Sale);
        }

        Assert.IsType<AppendOutcome.Replayed>(await Ledger.AppendAsync(sales[7], Stop));
    }

    [Fact]
    public async Task A_cancelled_call_is_not_started()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Ledger.AppendAsync(SampleSales.Sale(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Ledger.AppendBatchAsync([SampleSales.Sale()], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Ledger.FindAsync("A:1", cancelled.Token));

        Assert.Null(await Ledger.FindAsync(SampleSales.Sale().SaleId, Stop));
    }

    [Fact]
    public async Task A_sale_that_was_cancelled_on_its_way_is_settled_by_sending_it_again()
    {
        using var cancelled = new CancellationTokenSource();
        var call = Ledger.AppendAsync(SampleSales.Sale(), cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Task.WhenAny(call);

        var outcome = await Ledger.AppendAsync(SampleSales.Sale(), Stop);

        Assert.True(outcome is AppendOutcome.Recorded or AppendOutcome.Replayed);
        Assert.NotNull(await Ledger.FindAsync(SampleSales.Sale().SaleId, Stop));
    }

    /// <summary>The same answer, byte for byte.</summary>
    protected static void AssertSame(RecordedSale expected, RecordedSale actual) => Assert.Equal(Json(expected), Json(actual));

    /// <summary>Closes the ledger and opens it again, as a restart of the service does; <see cref="Ledger"/> is the new one.</summary>
    protected abstract ValueTask ReopenAsync();

    protected async Task<RecordedSale> Record(Sale sale) => Assert.IsType<AppendOutcome.Recorded>(await Ledger.AppendAsync(sale, Stop)).Sale;

    protected Task<AppendOutcome[]> AppendTogether(IEnumerable<Sale> sales) =>
        Task.WhenAll(sales.Select(sale => Task.Run(async () => await Ledger.AppendAsync(sale, Stop))));

    protected async Task AssertHolds(RecordedSale expected)
    {
        var found = await Ledger.FindAsync(expected.Sale.SaleId, Stop);
        Assert.NotNull(found);
        AssertSame(expected, found);
    }

    static string Json(RecordedSale recorded)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SaleJson.WriteRecorded(recorded, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

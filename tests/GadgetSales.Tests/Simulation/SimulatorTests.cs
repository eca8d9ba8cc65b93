using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;

namespace GadgetSales.Tests.Simulation;

public sealed class SimulatorTests
{
    private static readonly DateOnly First = new(2026, 8, 1);
    private static readonly DateOnly Last = new(2026, 9, 29);

    private static readonly Simulator Chain = new(new SimulationOptions());
    private static readonly IReadOnlyList<SimulatedSale> Postings = [.. Chain.Postings(First, Last)];

    [Fact]
    public void The_same_options_give_the_same_receipts() =>
        Assert.Equal(Texts(new Simulator(new SimulationOptions()).Backfill(First, First)), Texts(Chain.Backfill(First, First)));

    [Fact]
    public void Another_seed_gives_other_receipts() =>
        Assert.NotEqual(Texts(new Simulator(new SimulationOptions { Seed = 2 }).Backfill(First, First)), Texts(Chain.Backfill(First, First)));

    [Fact]
    public void A_receipt_is_the_same_whatever_range_it_is_asked_in()
    {
        var day = First.AddDays(40);

        Assert.Equal(Texts(Postings.Select(posting => posting.Sale).Where(sale => sale.BusinessDate == day)), Texts(Chain.Backfill(day, day)));
    }

    [Fact]
    public void More_stores_leave_the_first_ones_as_they_are()
    {
        var three = new Simulator(new SimulationOptions { Stores = 3 });
        var ids = three.Stores.Select(store => store.StoreId).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Texts(three.Backfill(First, First)), Texts(Chain.Backfill(First, First).Where(sale => ids.Contains(sale.StoreId))));
    }

    [Fact]
    public void Sale_ids_name_store_register_and_receipt_and_are_unique()
    {
        Assert.All(Postings, posting =>
            Assert.Equal($"{posting.Sale.StoreId}:{posting.Sale.RegisterId}:{posting.Sale.ReceiptNumber}", posting.Sale.SaleId));
        Assert.Equal(Postings.Count, Postings.Select(posting => posting.Sale.SaleId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Receipts_come_in_the_order_of_posting_and_never_before_they_are_sold()
    {
        Assert.All(Postings.Zip(Postings.Skip(1)), pair => Assert.True(pair.First.PostedAt <= pair.Second.PostedAt));
        Assert.All(Postings, posting => Assert.True(posting.PostedAt > posting.Sale.SoldAt));
    }

    [Fact]
    public void Receipt_numbers_of_a_register_are_consecutive_with_rare_gaps()
    {
        var steps = Postings.GroupBy(posting => (posting.Sale.StoreId, posting.Sale.RegisterId))
            .SelectMany(register => Steps(register.Select(posting => posting.Sale.ReceiptNumber!.Value)))
            .ToList();

        Assert.InRange(steps.Count(step => step == 1) / (double)steps.Count, 0.99, 0.9999);
        Assert.All(steps, step => Assert.InRange(step, 1, 4));
    }

    [Fact]
    public void A_void_cancels_a_sale_of_its_register_posted_minutes_before_and_no_sale_twice()
    {
        var posted = new Dictionary<string, Sale>(StringComparer.Ordinal);
        var voided = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (sale, _) in Postings)
        {
            if (sale.Type == SaleType.Void)
            {
                var original = posted[sale.OriginalSaleId!];
                Assert.Equal((original.StoreId, original.RegisterId, SaleType.Sale), (sale.StoreId, sale.RegisterId, original.Type));
                Assert.InRange(sale.SoldAt - original.SoldAt, TimeSpan.Zero, TimeSpan.FromMinutes(4));
                Assert.True(voided.Add(original.SaleId));
                Assert.Empty(sale.Lines);
            }

            posted.Add(sale.SaleId, sale);
        }

        Assert.InRange(voided.Count / (double)Postings.Count, 0.002, 0.02);
    }

    [Fact]
    public void A_return_with_a_receipt_brings_back_a_line_of_an_earlier_sale_that_was_not_voided_and_no_sale_twice()
    {
        var sales = Postings.ToDictionary(posting => posting.Sale.SaleId, posting => posting.Sale, StringComparer.Ordinal);
        var voided = Of(SaleType.Void).Select(sale => sale.OriginalSaleId).ToHashSet(StringComparer.Ordinal);
        // Before the 22nd day an original may be older than the range.
        var returns = Of(SaleType.Return).Where(sale => sale.OriginalSaleId is not null && sale.BusinessDate >= First.AddDays(21)).ToList();

        Assert.NotEmpty(returns);
        Assert.All(returns, sale =>
        {
            var original = sales[sale.OriginalSaleId!];
            Assert.True(original.SoldAt < sale.SoldAt);
            Assert.Contains(sale.Lines.Single(), original.Lines);
            Assert.DoesNotContain(original.SaleId, voided);
        });
        Assert.Equal(returns.Count, returns.Select(sale => sale.OriginalSaleId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Some_returns_come_without_a_receipt() =>
        Assert.InRange(Of(SaleType.Return).Count(sale => sale.OriginalSaleId is null) / (double)Of(SaleType.Return).Count(), 0.1, 0.4);

    [Fact]
    public void Some_tills_were_offline_and_post_hours_later_in_the_order_of_their_receipts()
    {
        var late = Postings.Where(posting => posting.PostedAt - posting.Sale.SoldAt > TimeSpan.FromMinutes(30)).ToList();

        Assert.InRange(late.Count / (double)Postings.Count, 0.002, 0.05);
        Assert.All(
            Postings.GroupBy(posting => (posting.Sale.StoreId, posting.Sale.RegisterId)),
            register => Assert.All(Steps(register.Select(posting => posting.Sale.ReceiptNumber!.Value)), step => Assert.True(step > 0)));
    }

    [Fact]
    public void A_backfill_until_an_instant_holds_exactly_what_was_posted_by_then()
    {
        var until = new DateTimeOffset(2026, 8, 3, 18, 30, 0, TimeSpan.Zero);

        Assert.Equal(
            Texts(Postings.Where(posting => posting.PostedAt <= until).Select(posting => posting.Sale)),
            Texts(Chain.Backfill(First, until)));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationOptions { Stores = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationOptions { Stores = SimulationOptions.MostStores + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationOptions { ReceiptsPerDay = -1 });
    }

    private static IEnumerable<Sale> Of(SaleType type) => Postings.Select(posting => posting.Sale).Where(sale => sale.Type == type);

    private static IEnumerable<long> Steps(IEnumerable<long> numbers) => numbers.Zip(numbers.Skip(1), (one, next) => next - one);

    private static List<string> Texts(IEnumerable<Sale> sales) =>
        [.. sales.Select(sale => $"{sale} {string.Join(' ', sale.Lines)}").Order(StringComparer.Ordinal)];
}

using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Stores;

public sealed class ReceiptNumbersTests
{
    static readonly DateOnly Monday = new(2019, 4, 15);

    [Fact]
    public void Consecutive_numbers_over_several_days_have_no_gap()
    {
        Assert.Empty(Gaps([.. Day(0, 1, 50), .. Day(1, 51, 90)]));
    }

    [Fact]
    public void Numbers_that_never_came_are_one_range_at_the_date_of_the_receipt_before_them()
    {
        var gap = Assert.Single(ReceiptNumbers.Of([.. Day(0, 1, 5), .. Day(0, 9, 12)]).Gaps);

        Assert.Equal((Monday, 6L, 8L, 3L, "R1:0:5", "R1:0:9"), (gap.BusinessDate, gap.First, gap.Last, gap.Missing, gap.AfterSaleId, gap.BeforeSaleId));
    }

    [Fact]
    public void What_is_missing_between_two_days_is_a_gap_of_the_earlier_one()
    {
        var gap = Assert.Single(ReceiptNumbers.Of([.. Day(0, 1, 5), .. Day(1, 8, 10)]).Gaps);

        Assert.Equal((Monday, 6L, 7L), (gap.BusinessDate, gap.First, gap.Last));
    }

    [Fact]
    public void A_till_that_counts_from_one_every_day_has_no_gaps_and_no_repeats()
    {
        var numbers = ReceiptNumbers.Of([.. Day(0, 1, 40), .. Day(1, 1, 60), .. Day(2, 1, 20)]);

        Assert.Empty(numbers.Gaps);
        Assert.Empty(numbers.Repeats);
    }

    [Fact]
    public void A_receipt_that_comes_a_day_late_fills_its_gap_and_begins_no_new_count()
    {
        Assert.Empty(Gaps([.. Day(0, 1, 5), .. Day(0, 7, 10), Receipt(1, 6), .. Day(1, 11, 20)]));
    }

    [Fact]
    public void A_number_of_several_receipts_is_a_repeat_that_names_them()
    {
        var twin = Receipt(1, 7) with { SaleId = "twin" };

        var repeat = Assert.Single(ReceiptNumbers.Of([.. Day(0, 1, 10), .. Day(1, 11, 20), twin]).Repeats);

        Assert.Equal((7L, Monday.AddDays(1)), (repeat.ReceiptNumber, repeat.BusinessDate));
        Assert.Equal(["R1:0:7", "twin"], repeat.SaleIds);
    }

    [Fact]
    public void Each_till_counts_for_itself_and_receipts_without_a_number_take_no_part()
    {
        var other = Day(0, 500, 510).Select(sale => sale with { RegisterId = "R2", SaleId = "R2:" + sale.SaleId });
        var none = Receipt(0, 1) with { ReceiptNumber = null, SaleId = "none" };

        Assert.Empty(Gaps([.. Day(0, 1, 5), .. other, none]));
    }

    [Fact]
    public void An_explanation_covers_the_gap_and_what_late_receipts_leave_of_it_but_no_other_till_and_no_other_count()
    {
        var explanation = new Explanation("LA-01", "R1", Monday, 6, 8, "test", "manager", SaleText.Now);
        var gap = new ReceiptGap("R1", Monday, 6, 8, "a", "b");

        Assert.True(explanation.Covers(gap));
        Assert.True(explanation.Covers(gap with { First = 8, BusinessDate = Monday.AddDays(2) }));
        Assert.False(explanation.Covers(gap with { Last = 9 }));
        Assert.False(explanation.Covers(gap with { RegisterId = "R2" }));
        Assert.False(explanation.Covers(gap with { RegisterId = null }));
        Assert.False(explanation.Covers(gap with { BusinessDate = Monday.AddDays(30) }));
    }

    [Fact]
    public void Above_what_was_sold_is_found_by_product_over_all_returns()
    {
        var sale = SampleSales.Sale();
        var cable = SampleSales.Return("R:1") with { Lines = [new() { Sku = "USB-C-CABLE", Quantity = 2, UnitPriceMinor = 1195 }] };
        var again = cable with { SaleId = "R:2", Lines = [cable.Lines[0] with { Quantity = 1 }] };

        Assert.Empty(OverReturn.Of(sale.SaleId, sale, [cable, SampleSales.Return("R:3")]));
        var over = Assert.Single(OverReturn.Of(sale.SaleId, sale, [cable, again, SampleSales.Return("R:3")]));

        Assert.Equal(("USB-C-CABLE", 2m, 3m), (over.Sku, over.Sold, over.Returned));
        Assert.Equal(["R:1", "R:2"], over.ReturnIds);
        Assert.Null(Assert.Single(OverReturn.Of("unknown", null, [again])).Sold);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, false)]
    [InlineData(60 * 24 * 367, true)]
    public void A_sale_is_late_after_an_hour_and_years_away_after_a_year(int minutes, bool? yearsAway)
    {
        var sale = SampleSales.Sale();

        var late = LateArrival.Of(RecordedSale.Of(sale, sale.SoldAt.AddMinutes(minutes)));

        Assert.Equal(yearsAway, late?.IsYearsAway);
    }

    static IReadOnlyList<ReceiptGap> Gaps(IEnumerable<Sale> sales) => ReceiptNumbers.Of(sales).Gaps;

    static IEnumerable<Sale> Day(int day, int first, int last) => Enumerable.Range(first, last - first + 1).Select(number => Receipt(day, number));

    static Sale Receipt(int day, int number) => SampleSales.Sale($"R1:{day}:{number}") with
    {
        RegisterId = "R1",
        ReceiptNumber = number,
        BusinessDate = Monday.AddDays(day),
        SoldAt = new DateTimeOffset(Monday.AddDays(day).ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(-5)).AddSeconds(number),
    };
}

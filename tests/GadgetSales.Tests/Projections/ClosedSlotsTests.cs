using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections;

public sealed class ClosedSlotsTests
{
    static double[] Days(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(value)];

    [Fact]
    public void A_weekday_without_sales_for_eight_weeks_is_closed()
    {
        // Sundays (position 6) sold until eight weeks ago.
        var closed = ClosedSlots.Detect(Days(140, i => i % 7 == 6 && i >= 84 ? 0 : 5), [7]);

        Assert.False(closed.IsOpen(6));
        Assert.True(closed.IsOpen(5));
    }

    [Fact]
    public void One_sale_within_eight_weeks_keeps_a_weekday_open() =>
        Assert.Same(ClosedSlots.None, ClosedSlots.Detect(Days(140, i => i % 7 == 6 && i != 90 ? 0 : 5), [7]));

    [Fact]
    public void Three_weeks_are_too_few_to_tell() =>
        Assert.Same(ClosedSlots.None, ClosedSlots.Detect(Days(21, i => i % 7 == 6 ? 0 : 5), [7]));

    [Fact]
    public void An_article_that_sells_once_a_week_is_a_slow_mover_and_no_opening_time() =>
        Assert.Same(ClosedSlots.None, ClosedSlots.Detect(Days(140, i => i % 7 == 3 ? 2 : 0), [7]));

    [Fact]
    public void A_weekday_that_a_slow_mover_may_have_missed_by_chance_stays_open() =>
        Assert.Same(ClosedSlots.None, ClosedSlots.Detect(Days(140, i => i % 7 == 6 && i >= 84 || i % 4 != 0 ? 0 : 2), [7]));

    [Fact]
    public void A_weekday_that_a_slow_mover_missed_for_too_long_is_closed()
    {
        // One day in four sells: 28 weeks without a Sunday have a chance of 0.75^28, 3 in 10,000.
        var closed = ClosedSlots.Detect(Days(196, i => i % 7 == 6 || i % 4 != 0 ? 0 : 2), [7]);

        Assert.Equal([true, true, true, true, true, true, false], closed.Open);
    }

    [Fact]
    public void Periods_shrink_to_opening_time()
    {
        var closed = ClosedSlots.Detect(Days(24 * 7 * 6, i => i % 24 is >= 9 and < 19 ? 5 : 0), [24, 168]);

        Assert.Equal([10, 70], closed.InOpenTime([24, 168]));
    }

    [Fact]
    public void A_day_with_fewer_hours_on_Sunday_leaves_only_the_week()
    {
        var closed = ClosedSlots.Detect(Days(24 * 7 * 6, i => i % 24 >= 9 && i % 24 < (i / 24 % 7 == 6 ? 13 : 19) ? 5 : 0), [24, 168]);

        Assert.Equal([64], closed.InOpenTime([24, 168]));
    }
}

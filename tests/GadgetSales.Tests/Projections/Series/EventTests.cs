using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

/// <summary>What events do to a projection: given or learnt, of everything or of some, and openings of closed days.</summary>
public sealed class EventTests
{
    /// <summary>A Friday.</summary>
    static readonly DateOnly AsOf = new(2019, 5, 31);

    [Fact]
    public async Task An_event_of_one_store_changes_that_store_and_the_whole_by_as_much()
    {
        var sale = new SalesEvent("Sale", [AsOf.AddDays(3)], 50) { Scope = [new(Dimension.Store, ["LA"])] };

        var (before, after) = (await ProjectAsync([], Week("LA", 1), Week("NY", 2)), await ProjectAsync([sale], Week("LA", 1), Week("NY", 2)));

        Assert.Equal(Point(before, "LA") * 1.5, Point(after, "LA"), Point(before, "LA") * 0.01);
        Assert.Equal(Point(before, "NY"), Point(after, "NY"), Point(before, "NY") * 0.01);
        Assert.Equal(after.Totals[0].Points[2], Point(after, "LA") + Point(after, "NY"));
    }

    [Fact]
    public async Task The_only_group_of_a_total_keeps_its_event()
    {
        var (before, after) = (await ProjectAsync([], Week("LA", 1)), await ProjectAsync([new SalesEvent("Sale", [AsOf.AddDays(3)], 50)], Week("LA", 1)));

        Assert.Equal(Point(before, "LA") * 1.5, Point(after, "LA"), 1.0);
        Assert.Equal(Point(after, "LA"), after.Totals[0].Points[2]);
    }

    [Fact]
    public async Task What_an_event_did_is_learnt_from_its_past_and_is_not_taken_for_usual()
    {
        // Doubled on the tenth of each month.
        DateOnly[] tenths = [new(2019, 2, 10), new(2019, 3, 10), new(2019, 4, 10), new(2019, 5, 10), new(2019, 6, 10)];
        var week = Week("LA", 1);
        var doubled = week with { Values = [.. week.Values.Select((value, i) => tenths.Contains(AsOf.AddDays(i - 279)) ? 2 * value : value)] };

        var before = await ProjectAsync([], week);
        var learnt = await ProjectAsync([new SalesEvent("Tenth", tenths, null)], doubled);

        Assert.InRange(learnt.Series[0].Points[9], 1.6 * before.Series[0].Points[9], 2.1 * before.Series[0].Points[9]);
        Assert.Equal(before.Series[0].Points[10], learnt.Series[0].Points[10], before.Series[0].Points[10] * 0.1);
        Assert.Contains(learnt.Series[0].Notes, note => note.StartsWith("Tenth: +", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opening_sells_on_a_closed_sunday_what_open_days_sold()
    {
        var sunday = AsOf.AddDays(2);
        var closed = Week("LA", 1) with { Values = [.. Week("LA", 1).Values.Select((value, i) => AsOf.AddDays(i - 279).DayOfWeek == DayOfWeek.Sunday ? 0 : value)] };

        var shut = await ProjectAsync([new SalesEvent("Sale", [sunday], 50)], closed);
        var open = await ProjectAsync([new SalesEvent("Open Sunday", [sunday], 50) { Opens = true }], closed);

        var usual = closed.Values.TakeLast(56).Where(value => value > 0).Average(value => (double)value!);
        Assert.Equal(0, shut.Series[0].Points[1]);
        Assert.Equal(1.5 * usual, open.Series[0].Points[1], usual * 0.1);
        Assert.InRange(open.Series[0].Points[1], open.Series[0].Intervals[1].Lower[1] + 1, open.Series[0].Intervals[1].Upper[1] - 1);
        Assert.Equal(open.Totals[0].Points[1], open.Series[0].Points[1]);
    }

    [Fact]
    public void An_event_repeats_through_the_history_and_the_projection()
    {
        var query = Query() with { Horizon = 40 };

        Assert.Equal(
            [new(2018, 9, 15), new(2018, 10, 15), new(2018, 11, 15), new(2018, 12, 15), new(2019, 1, 15), new(2019, 2, 15), new(2019, 3, 15), new(2019, 4, 15), new(2019, 5, 15), new(2019, 6, 15)],
            new SalesEvent("Payday", [new(2019, 6, 15)], 10) { Every = Grain.Month }.Repeated(query).Dates);
        Assert.Equal([new(2019, 6, 20)], new SalesEvent("Fair", [new(2017, 6, 20)], 10) { Every = Grain.Year }.Repeated(query).Dates);
        Assert.Equal([31], new SalesEvent("Last", [new(2019, 5, 31)], 10) { Every = Grain.Month }.Repeated(query).Dates.Select(date => date.Day).Distinct());
    }

    [Fact]
    public void What_an_event_cannot_be_is_told_with_its_fix()
    {
        SalesEvent[] events =
        [
            new("Far", [AsOf.AddDays(99)], 10), new("New", [AsOf.AddDays(1), AsOf.AddDays(2)], null), new("Audio", [AsOf.AddDays(1)], 10) { Scope = [new(Dimension.Category, ["Audio"])] },
            new("Opening", [AsOf.AddDays(1)], null) { Opens = true }, new("Past", [AsOf.AddDays(-9), AsOf.AddDays(1)], null),
        ];

        var errors = SalesEventRules.Check(events, Query());

        Assert.Equal(["/events/0/dates", "/events/1/effectPercent", "/events/2/category"], errors.Select(error => error.Place));
        Assert.Contains("Add category to groupBy", errors[2].Message, StringComparison.Ordinal);
    }

    static long Point(Projection answer, string store) => answer.Series.Single(series => series.Sales.Key[0] == store).Points[2];

    static Task<Projection> ProjectAsync(SalesEvent[] events, params SeriesHistory[] series)
    {
        var query = Query() with { Events = events };
        return Projector.ProjectAsync(query, History.Of(query, series, []), new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken });
    }

    static SeriesHistory Week(string key, int seed) => new([key], 0, [.. SampleSeries.Week(280, seed, noise: 15).Select(value => (long?)(value * 137))]);

    static ProjectionQuery Query() => new()
    {
        Measure = Measure.Revenue,
        Grain = ProjectionGrain.Day,
        Horizon = 14,
        Levels = [80, 95],
        AsOf = AsOf,
        Axis = PeriodAxis.UpTo(AsOf, AsOf.AddDays(-279), ProjectionGrain.Day),
        GroupBy = [Dimension.Store],
    };
}

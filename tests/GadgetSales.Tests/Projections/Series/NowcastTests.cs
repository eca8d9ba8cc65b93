using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

/// <summary>Running periods, from histories of days.</summary>
public sealed class NowcastTests
{
    [Theory]
    [InlineData("transactions")]
    [InlineData("grossRevenue")]
    public async Task What_cannot_be_taken_back_is_never_below_what_was_sold(string name)
    {
        var nowcast = await WithLossesAsync(InsightCatalogue.Measures.Single(measure => measure.Name == name), day => day % 9 == 0 ? -1.5 : 1);

        Assert.All(nowcast.Intervals, interval => Assert.True(interval.Lower >= nowcast.Sold * SeriesProjection.Scale(InsightCatalogue.Measures.Single(measure => measure.Name == name))));
    }

    [Fact]
    public async Task Revenue_may_fall_below_what_was_sold_by_as_much_as_is_given_back_that_often()
    {
        var (never, often) = (await WithLossesAsync(Measure.Revenue, _ => 1, "day"), await WithLossesAsync(Measure.Revenue, day => day % 9 == 0 ? -0.5 : 1, "day"));

        Assert.True(never.Intervals[1].Lower >= never.Sold);
        Assert.InRange(often.Intervals[1].Lower, -13_300, -1);
    }

    /// <summary>A month at its fourth day, or that day, after half a year in which some days lost.</summary>
    static async Task<SeriesNowcast> WithLossesAsync(Measure measure, Func<int, double> factor, string name = "month")
    {
        var start = new DateOnly(2019, 1, 1);
        var query = NowcastQuery.Of(NowcastPeriod.All.Single(period => period.ToString() == name), new DateTime(2019, 6, 4, 9, 0, 0), measure, [80, 95], []);
        var sales = Days(start, 170, 90, day => factor(day.DayNumber));
        var days = query.Days is null ? null : await ProjectAsync(query.Days, sales, start);
        return Nowcast.Of(query, null, await ProjectAsync(query.Rest, sales, start), days).Series[0];
    }

    static long[] Days(DateOnly start, int count, double noise, Func<DateOnly, double> factor) =>
        [.. SampleSeries.Week(count, 7, noise).Select((value, i) => (long)(value * factor(start.AddDays(i)) * 100))];

    static Task<Projection> ProjectAsync(ProjectionQuery query, long[] sales, DateOnly start)
    {
        var rows = sales.Select((value, i) => new InsightRow { Period = start.AddDays(i).ToDateTime(TimeOnly.MinValue), Keys = [], Values = [value] })
            .Where(row => row.Period < query.Axis.Next);
        return Projector.ProjectAsync(query, History.Of(query, SeriesTable.Build(rows, query.Axis, 0, isAdditive: true), []), new ParallelOptions());
    }
}

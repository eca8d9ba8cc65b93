using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

/// <summary>
/// A projection knows the order of periods and nothing of the calendar. So a history moved by any number of its periods gives the same numbers at dates moved as much:
/// hours and days off their weekday too, weeks from Monday to Monday, and months, quarters and years although their lengths differ. Events go by dates: they move along
/// in whole days and weeks, while in a longer period an event weighs as one of as many days as that has.
/// </summary>
public sealed class ShiftedStartTests
{
    const int Horizon = 9;

    static readonly DateTime Start = new(2012, 1, 1);

    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(20);

    static readonly Gen<long[]> Histories = Gen.OneOf(
        Gen.Choose(1, 80).SelectMany(length => Gen.Choose(0, 1_000).Select(value => (long)value).ArrayOf(length)),
        Gen.Choose(20, 200).Select(length => SampleSeries.Week(length, length).Select((value, i) => i % 7 == 6 ? 0 : (long)value).ToArray()));

    public static TheoryData<string> Grains => [.. ProjectionGrain.All.Select(grain => grain.ToString())];

    [Theory]
    [MemberData(nameof(Grains))]
    public void Moving_the_history_by_whole_periods_moves_the_dates_and_no_number(string name)
    {
        var grain = Grain(name);
        var moves = from history in Histories from shift in Gen.Choose(-30, 400) select (history, shift);
        Check.One(Config, Prop.ForAll(moves.ToArbitrary(), move => IsOnlyMoved(grain, move.history, move.shift, [])));
    }

    [Theory]
    [InlineData("hour", 24)]
    [InlineData("day", 1)]
    [InlineData("week", 1)]
    public void Events_move_with_the_history_by_whole_days_or_weeks(string name, int unit)
    {
        var grain = Grain(name);
        var moves = from history in Histories from shift in Gen.Choose(-30, 60) select (history, shift: shift * unit);
        Check.One(Config, Prop.ForAll(moves.ToArbitrary(), move => IsOnlyMoved(grain, move.history, move.shift, [("Sale", 0, 40), ("Closed", 1, -100)])));
    }

    [Fact]
    public void A_long_daily_history_projects_the_same_from_every_weekday_and_across_a_leap_day()
    {
        long[] history = [.. SampleSeries.Week(500, noise: 60).Select(value => (long)value)];

        Assert.All([1, 2, 3, 4, 5, 6, 365, 366], days => Assert.True(IsOnlyMoved(ProjectionGrain.Day, history, days, [])));
    }

    /// <param name="events">With how many days after the first projected one they are.</param>
    static bool IsOnlyMoved(ProjectionGrain grain, long[] history, int by, (string Name, int Days, double Effect)[] events)
    {
        var start = grain.Grain.Truncate(Start);
        var (here, there) = (Project(grain, history, start, events), Project(grain, history, grain.Grain.Add(start, by), events));
        return Numbers(here.Answer).SequenceEqual(Numbers(there.Answer))
            && Enumerable.Range(0, Horizon).All(step => grain.Grain.Add(PeriodAt(here.Query, step), by) == PeriodAt(there.Query, step));
    }

    static (ProjectionQuery Query, Projection Answer) Project(ProjectionGrain grain, long[] history, DateTime start, (string Name, int Days, double Effect)[] events)
    {
        var axis = new PeriodAxis(grain.Grain, start, grain.Grain.Add(start, history.Length));
        var query = new ProjectionQuery
        {
            Measure = Measure.Revenue,
            Grain = grain,
            Horizon = Horizon,
            Levels = [80, 95],
            AsOf = axis.Span.To,
            Axis = axis,
            GroupBy = [Dimension.Category],
            Events = [.. events.Select(each => new SalesEvent(each.Name, [DateOnly.FromDateTime(axis.Next.AddDays(each.Days))], each.Effect))],
        };
        var rows = history.SelectMany((value, i) => (InsightRow[])[Row(axis, i, "a", value), Row(axis, i, "b", value % 9)]);
        var series = SeriesTable.Build(rows, axis, 1, isAdditive: true);
        return (query, Projector.ProjectAsync(query, History.Of(query, series, []), new ParallelOptions()).GetAwaiter().GetResult());
    }

    static InsightRow Row(PeriodAxis axis, int index, string key, long value) => new() { Period = axis.PeriodAt(index), Keys = [key], Values = [value] };

    static DateTime PeriodAt(ProjectionQuery query, int step) => query.Axis.PeriodAt(query.Axis.Length + step);

    static IEnumerable<long> Numbers(Projection answer) => answer.Series.Concat(answer.Totals).SelectMany(
        series => series.Points.Concat(series.Intervals.SelectMany(interval => interval.Lower.Concat(interval.Upper))));

    static ProjectionGrain Grain(string name) => ProjectionGrain.All.Single(grain => grain.ToString() == name);
}

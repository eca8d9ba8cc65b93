namespace GadgetSales.Core.Projections.Series;

/// <summary>
/// What a running period will have sold when it is over: what was sold in its complete days and in the complete hours of the running day, plus the projection of what remains.
/// Not what was sold over the share that is usually sold by now: early in a period that divides a small number by a small number.
/// </summary>
/// <param name="Key">The group.</param>
/// <param name="Days">The other days of a week or month; null for a day.</param>
/// <param name="Intervals">Around <see cref="Remaining"/>, in quanta.</param>
public sealed record Nowcast(IReadOnlyList<string?> Key, NowcastPart Today, NowcastPart? Days, IReadOnlyList<NowcastInterval> Intervals)
{
    /// <summary>In the unit of the measure.</summary>
    public long Sold => checked(Today.Sold + (Days?.Sold ?? 0));

    /// <summary>In quanta, as <see cref="ProjectedSeries"/> has them.</summary>
    public long Remaining => checked(Today.Remaining + (Days?.Remaining ?? 0));

    /// <param name="soldToday">Of this group; null where it sold nothing yet.</param>
    /// <param name="rest">Of this group; null where it never sold at this time of day.</param>
    /// <param name="days">Of this group; null where it never sold before.</param>
    public static Nowcast Of(NowcastQuery query, IReadOnlyList<string?> key, SalesSeries? soldToday, ProjectedSeries? rest, ProjectedSeries? days)
    {
        var today = new NowcastPart(NowcastPart.Last(soldToday, 1), rest, 0, 1);
        var others = query.Days is null ? null
            : new NowcastPart(NowcastPart.Last(days?.Sales, query.CompleteDays), query.Days.Horizon > 1 ? days : null, 1, query.Days.Horizon - 1);
        return new Nowcast(key, today, others, [.. query.Rest.Levels.Select((level, l) => NowcastInterval.Around(level, l, today, others))]);
    }
}

/// <param name="Sold">In the unit of the measure.</param>
/// <param name="Series">What is projected; null where there is no history, and where nothing is left to project.</param>
/// <param name="First">The first step that counts.</param>
/// <param name="Count">How many steps count.</param>
public sealed record NowcastPart(long Sold, ProjectedSeries? Series, int First, int Count)
{
    /// <summary>In quanta.</summary>
    public long Remaining => Series?.Points.Skip(First).Take(Count).Sum() ?? 0;

    internal IEnumerable<double> Reaches(Func<ProjectedSeries, int, long> of) => Series is null ? [] : Enumerable.Range(First, Count).Select(j => (double)of(Series, j));

    internal static long Last(SalesSeries? sales, int count) =>
        sales is null ? 0 : checked(sales.Values.Skip(sales.Values.Count - Math.Min(count, sales.Values.Count)).Sum(value => value ?? 0));
}

public sealed record NowcastInterval(double Level, long Lower, long Upper)
{
    /// <param name="l">The level's place among the intervals.</param>
    internal static NowcastInterval Around(double level, int l, NowcastPart today, NowcastPart? days)
    {
        var remaining = checked(today.Remaining + (days?.Remaining ?? 0));
        return new NowcastInterval(
            level,
            remaining - Reach(today, days, (series, j) => series.Points[j] - series.Intervals[l].Lower[j]),
            remaining + Reach(today, days, (series, j) => series.Intervals[l].Upper[j] - series.Points[j]));
    }

    /// <summary>
    /// How far the sum of days may stray when each strays by its own reach and any two go together as the errors of the backtest did: the variance of a sum of equally
    /// correlated terms. With a correlation of 1 the reaches add up; with 0 they average out. The rest of today strays with the days that follow.
    /// </summary>
    static long Reach(NowcastPart today, NowcastPart? days, Func<ProjectedSeries, int, long> of)
    {
        var correlation = days?.Series?.Accuracy?.ErrorCorrelation ?? 1;
        var (sum, squares) = (0.0, 0.0);
        foreach (var reach in today.Reaches(of).Concat(days?.Reaches(of) ?? []))
        {
            sum += reach;
            squares += reach * reach;
        }

        return (long)Math.Ceiling(Math.Sqrt((squares * (1 - correlation)) + (sum * sum * correlation)));
    }
}

namespace GadgetSales.Core.Projections.Series;

/// <summary>
/// What a running period will have sold when it is over: what was sold in its complete hours or days plus the projection of those that remain. Not what was sold over the
/// share that is usually sold by now: early in a period that divides a small number by a small number.
/// </summary>
/// <param name="Series">The projection of the hours or days that remain.</param>
/// <param name="Sold">In the unit of the measure.</param>
/// <param name="Remaining">In quanta, as <see cref="ProjectedSeries"/> has them.</param>
/// <param name="Intervals">Around <paramref name="Remaining"/>, in quanta.</param>
public sealed record Nowcast(ProjectedSeries Series, long Sold, long Remaining, IReadOnlyList<NowcastInterval> Intervals)
{
    /// <param name="series">Projected to the end of the running period.</param>
    /// <param name="complete">How many of the last values belong to the running period.</param>
    public static Nowcast Of(ProjectedSeries series, int complete)
    {
        var values = series.Sales.Values;
        var sold = checked(values.Skip(values.Count - Math.Min(complete, values.Count)).Sum(value => value ?? 0));
        var remaining = series.Points.Sum();
        var correlation = series.Accuracy?.ErrorCorrelation ?? 1;
        return new Nowcast(series, sold, remaining,
        [
            .. series.Intervals.Select(interval => new NowcastInterval(
                interval.Level,
                Math.Min(remaining, remaining - Reach(series.Points, interval.Lower, correlation)),
                Math.Max(remaining, remaining + Reach(interval.Upper, series.Points, correlation)))),
        ]);
    }

    /// <summary>
    /// How far the sum of steps may stray when each strays by its own reach and any two go together by <paramref name="correlation"/>: the variance of a sum of equally
    /// correlated terms. With 1 the reaches add up; with 0 they average out.
    /// </summary>
    static long Reach(IReadOnlyList<long> upper, IReadOnlyList<long> lower, double correlation)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var j = 0; j < upper.Count; j++)
        {
            var reach = (double)upper[j] - lower[j];
            sum += reach;
            squares += reach * reach;
        }

        return (long)Math.Ceiling(Math.Sqrt((squares * (1 - correlation)) + (sum * sum * correlation)));
    }
}

public sealed record NowcastInterval(double Level, long Lower, long Upper);

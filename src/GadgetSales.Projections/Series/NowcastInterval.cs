namespace GadgetSales.Projections.Series;

/// <summary>Bounds in quanta; they contain the value.</summary>
public sealed record NowcastInterval(double Level, long Lower, long Upper)
{
    /// <param name="l">The level's place among the intervals of the series.</param>
    /// <param name="weight">What a step counts for: of today or not, and which.</param>
    internal static NowcastInterval Of(double level, long value, int l, NowcastPart today, NowcastPart? days, Func<bool, int, double> weight) => new(
        level,
        value - Reach(today, days, weight, (series, j) => series.Points[j] - series.Intervals[l].Lower[j]),
        value + Reach(today, days, weight, (series, j) => series.Intervals[l].Upper[j] - series.Points[j]));

    /// <summary>How far the sum of days may stray when any two go together as the errors of the backtest did. The rest of today strays with the days that follow.</summary>
    static long Reach(NowcastPart today, NowcastPart? days, Func<bool, int, double> weight, Func<SeriesProjection, int, long> of)
    {
        return CorrelatedReach.Of(Each(today, isToday: true).Concat(Each(days, isToday: false)), days?.Series?.Accuracy?.ErrorCorrelation ?? 1);

        IEnumerable<double> Each(NowcastPart? part, bool isToday) =>
            part?.Series is { } series ? Enumerable.Range(part.First, part.Count).Select(j => weight(isToday, j) * of(series, j)) : [];
    }
}

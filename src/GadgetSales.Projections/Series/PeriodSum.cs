using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>Projected periods of a longer one together, in quanta: what their points add up to.</summary>
/// <param name="Start">Of the longer period.</param>
/// <param name="First">The first step that lies in it.</param>
/// <param name="Count">How many steps lie in it.</param>
public sealed record PeriodSum(Grain Grain, DateTime Start, int First, int Count, long Value, IReadOnlyList<ProjectedTotalInterval> Intervals)
{
    /// <summary>The longer grains into which periods of a grain fall without a rest.</summary>
    public static IReadOnlyList<Grain> LongerThan(Grain grain) =>
        grain == Grain.Week ? [] : [.. InsightCatalogue.Grains.SkipWhile(each => each != grain).Skip(1)];

    public static IEnumerable<PeriodSum> Of(ProjectionQuery query, SeriesProjection series) => query.Sums.SelectMany(grain => Enumerable.Range(0, query.Horizon)
        .GroupBy(step => grain.Truncate(query.Axis.PeriodAt(query.Axis.Length + step)))
        .Select(period => Of(grain, period.Key, period.First(), period.Count(), series)));

    static PeriodSum Of(Grain grain, DateTime start, int first, int count, SeriesProjection series)
    {
        var correlation = series.Accuracy?.ErrorCorrelation ?? 1;
        var value = Steps().Sum(j => series.Points[j]);
        return new PeriodSum(grain, start, first, count, value, [.. series.Intervals.Select(interval => new ProjectedTotalInterval(
            interval.Level,
            value - CorrelatedReach.Of(Steps().Select(j => (double)(series.Points[j] - interval.Lower[j])), correlation),
            value + CorrelatedReach.Of(Steps().Select(j => (double)(interval.Upper[j] - series.Points[j])), correlation)))]);

        IEnumerable<int> Steps() => Enumerable.Range(first, count);
    }
}

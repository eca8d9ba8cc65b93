using GadgetSales.Core.Lake;
using GadgetSales.Projections.TrackRecord;

namespace GadgetSales.Api.Projections;

/// <summary>Projected values with what became of them.</summary>
/// <param name="Points">Those of the latest projections first.</param>
/// <param name="Truncated">There may be more than the limit.</param>
public sealed record TrackRecordPointsDocument(IReadOnlyList<TrackRecordPointDocument> Points, bool Truncated)
{
    public static TrackRecordPointsDocument Of(IReadOnlyList<TrackRecordPoint> points, int limit) => new([.. points.Select(TrackRecordPointDocument.Of)], points.Count >= limit);
}

/// <param name="AsOf">The last business date that was used.</param>
/// <param name="Backdated">The question set asOf back.</param>
/// <param name="Currency">Of the amounts; null of counts.</param>
/// <param name="Key">The group's value in each dimension.</param>
/// <param name="Step">1 for the first projected period.</param>
/// <param name="Period">Its start.</param>
/// <param name="Value">The expected value that was answered.</param>
/// <param name="Median">Null where an earlier version answered.</param>
/// <param name="SeasonalNaive">The last season again.</param>
/// <param name="Sold">What was sold; null where an average had nothing to be of.</param>
/// <param name="Intervals">As they were answered.</param>
public sealed record TrackRecordPointDocument(
    string Measure, string Grain, DateOnly AsOf, bool Backdated, string? Currency, IReadOnlyDictionary<string, string?> Key, int Step, string Period, decimal Value, decimal? Median,
    decimal SeasonalNaive, decimal? Sold, IReadOnlyList<ProjectionIntervalDocument> Intervals)
{
    public static TrackRecordPointDocument Of(TrackRecordPoint point) => new(
        point.Measure, point.Grain, point.AsOf, point.Backdated, point.Of.Currency, point.Key, point.Step,
        InsightCatalogue.Grains.First(grain => string.Equals(grain.Name, point.Grain, StringComparison.Ordinal)).Format(point.Period), (decimal)point.Value, (decimal?)point.Median,
        (decimal)point.SeasonalNaive, (decimal?)point.Sold, [.. point.Intervals.Select(each => new ProjectionIntervalDocument(each.Level, (decimal)each.Lower, (decimal)each.Upper))]);
}

using System.Text.Json.Serialization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>A projection.</summary>
/// <param name="Measure">What is projected.</param>
/// <param name="Unit">Of every value: minor (the currency's minor unit) or count (with two decimals).</param>
/// <param name="Grain">What a period is.</param>
/// <param name="Horizon">Periods that are projected.</param>
/// <param name="AsOf">The last business date that was used.</param>
/// <param name="GroupBy">The keys of a series.</param>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for or nothing was sold.</param>
/// <param name="Series">One for each group, the largest projection first.</param>
/// <param name="Totals">All groups together; only with <c>groupBy</c>. The groups sum to it exactly, except averages, and transactions by sku or category.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Statistics">What reading the history cost.</param>
public sealed record ProjectionDocument(
    string Measure,
    string Unit,
    string Grain,
    int Horizon,
    DateOnly AsOf,
    IReadOnlyList<string> GroupBy,
    string? Currency,
    IEnumerable<ProjectionSeriesDocument> Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ProjectionSeriesDocument>? Totals,
    DateTimeOffset? DataThrough,
    InsightStatistics Statistics) : IAnswerDocument
{
    /// <summary>Series are made when they are written: of thousands only one is in memory as a document.</summary>
    public static ProjectionDocument Of(ProjectionRun run)
    {
        var query = run.Query;
        return new ProjectionDocument(
            query.Measure.Name, UnitOf(query.Measure), query.Grain.ToString(), query.Horizon, query.AsOf, [.. query.GroupBy.Select(dimension => dimension.Name)], run.Currency,
            run.Projection.Series.Select(series => ProjectionSeriesDocument.Of(query, query.GroupBy, series)),
            query.GroupBy.Count == 0 ? null : run.Projection.Totals.Select(total => ProjectionSeriesDocument.Of(query, query.TotalsBy, total)),
            run.DataThrough, InsightStatistics.Of(run.Statistics));
    }

    internal static string UnitOf(Measure measure) => measure.IsMoney ? "minor" : "count";

    /// <summary>In the unit of answers: minor units as they are, counts with two decimals.</summary>
    internal static decimal InUnits(long quanta, Measure measure) => (decimal)quanta / SeriesProjection.Scale(measure);
}

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="History">The last complete periods, as many as <c>history</c> asks for.</param>
/// <param name="Forecast">The projected periods, the nearest first.</param>
/// <param name="Accuracy">Null where the history was too short to hold anything back.</param>
public sealed record ProjectionSeriesDocument(
    IReadOnlyDictionary<string, string?> Key,
    IEnumerable<ProjectionHistoryDocument> History,
    IEnumerable<ProjectionPointDocument> Forecast,
    ProjectionModelDocument Model,
    ProjectionAccuracyDocument? Accuracy)
{
    internal static ProjectionSeriesDocument Of(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, SeriesProjection series) => new(
        KeyOf(dimensions, series.Sales.Key),
        ProjectionAnswer.PastSteps(query, series).Select(step => new ProjectionHistoryDocument(ProjectionAnswer.Period(query, step), series.Sales.Values[^-step])),
        Enumerable.Range(0, query.Horizon).Select(step => ProjectionPointDocument.Of(query, series, step)),
        ProjectionModelDocument.Of(series.Model), ProjectionAccuracyDocument.Of(series.Accuracy));

    internal static IReadOnlyDictionary<string, string?> KeyOf(IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key) =>
        dimensions.Zip(key).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
}

/// <param name="Period">Its start.</param>
/// <param name="Value">What was sold; null only where an average has nothing to be of.</param>
public sealed record ProjectionHistoryDocument(string Period, long? Value);

/// <param name="Period">Its start.</param>
/// <param name="Value">The projected value.</param>
/// <param name="Intervals">The narrowest first; wider ones hold narrower ones, and all hold the value.</param>
/// <param name="Events">Names of the events that touch the period; only where events were given.</param>
public sealed record ProjectionPointDocument(
    string Period,
    decimal Value,
    IReadOnlyList<ProjectionIntervalDocument> Intervals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Events)
{
    internal static ProjectionPointDocument Of(ProjectionQuery query, SeriesProjection series, int step) => new(
        ProjectionAnswer.Period(query, step), ProjectionDocument.InUnits(series.Points[step], query.Measure),
        [.. series.Intervals.Select(interval => ProjectionIntervalDocument.Of(interval.Level, interval.Lower[step], interval.Upper[step], query.Measure))],
        query.Events.Count == 0 ? null : [.. EventEffects.NamesAt(query, step)]);
}

/// <param name="Level">The actual value lies in the interval in about this percentage of the cases.</param>
/// <param name="Lower">The lower bound, in the unit of the value.</param>
/// <param name="Upper">The upper bound, in the unit of the value.</param>
public sealed record ProjectionIntervalDocument(double Level, decimal Lower, decimal Upper)
{
    internal static ProjectionIntervalDocument Of(double level, long lower, long upper, Measure measure) =>
        new(level, ProjectionDocument.InUnits(lower, measure), ProjectionDocument.InUnits(upper, measure));
}

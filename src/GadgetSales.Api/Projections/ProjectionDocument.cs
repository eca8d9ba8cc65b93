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
/// <param name="Subtotals">The whole of each value of each dimension; only with <c>subtotals=true</c> and several dimensions. The groups sum to each of them exactly.</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ProjectionSeriesDocument>? Subtotals,
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
            !query.HasSubtotals ? null : run.Projection.Subtotals.SelectMany(each => each.Series.Select(series => ProjectionSeriesDocument.Of(query, each.By, series))),
            run.DataThrough, InsightStatistics.Of(run.Statistics));
    }

    internal static string UnitOf(Measure measure) => measure.IsMoney ? "minor" : "count";

    /// <summary>In the unit of answers: minor units as they are, counts with two decimals.</summary>
    internal static decimal InUnits(long quanta, Measure measure) => (decimal)quanta / SeriesProjection.Scale(measure);
}

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="History">The last complete periods, as many as <c>history</c> asks for.</param>
/// <param name="Forecast">The projected periods, the nearest first.</param>
/// <param name="Total">The sum of all projected periods; only with <c>total=true</c>.</param>
/// <param name="Sums">Projected periods added up to longer ones; only with <c>sums</c>.</param>
/// <param name="Reason">Why nothing can be said, and what is needed; only where the values are null.</param>
/// <param name="Notes">What was done to the history before it was learnt from, and what was learnt of holidays and events.</param>
/// <param name="Accuracy">Null where the history was too short to hold anything back.</param>
/// <param name="Backtest">Only with <c>backtest=true</c>, and where something was held back.</param>
public sealed record ProjectionSeriesDocument(
    IReadOnlyDictionary<string, string?> Key,
    IEnumerable<ProjectionHistoryDocument> History,
    IEnumerable<ProjectionPointDocument> Forecast,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectionTotalDocument? Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<ProjectionSumDocument>? Sums,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    ProjectionModelDocument Model,
    IReadOnlyList<string> Notes,
    ProjectionAccuracyDocument? Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectionBacktestDocument? Backtest)
{
    internal static ProjectionSeriesDocument Of(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, SeriesProjection series) => new(
        KeyOf(dimensions, series.Sales.Key),
        ProjectionAnswer.PastSteps(query, series).Select(step => new ProjectionHistoryDocument(ProjectionAnswer.Period(query, step), series.Sales.Values[^-step])),
        Enumerable.Range(0, query.Horizon).Select(step => ProjectionPointDocument.Of(query, dimensions, series, step)),
        ProjectionTotalDocument.Of(query, series),
        query.Sums.Count == 0 || series.Refusal is not null ? null : PeriodSum.Of(query, series).Select(sum => ProjectionSumDocument.Of(query, sum)),
        series.Refusal, ProjectionModelDocument.Of(series.Model), series.Notes, ProjectionAccuracyDocument.Of(series.Accuracy), ProjectionBacktestDocument.Of(query, series));

    internal static IReadOnlyDictionary<string, string?> KeyOf(IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key) =>
        dimensions.Zip(key).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
}

/// <param name="Period">Its start.</param>
/// <param name="Value">What was sold; null only where an average has nothing to be of.</param>
public sealed record ProjectionHistoryDocument(string Period, long? Value);

/// <param name="Period">Its start.</param>
/// <param name="Value">The expected value: expected values add up. Null where nothing can be said, and the series has a reason.</param>
/// <param name="Median">As often below as above; on skewed sales it lies below the expected value.</param>
/// <param name="Intervals">The narrowest first; wider ones hold narrower ones, and all hold value and median. None where the value is null.</param>
/// <param name="Quantiles">Only with <c>quantiles</c>.</param>
/// <param name="Components">Only with <c>components=true</c>, and where there is something to take apart.</param>
/// <param name="Events">Names of the events that touch the period; only where events were given.</param>
public sealed record ProjectionPointDocument(
    string Period,
    decimal? Value,
    decimal? Median,
    IReadOnlyList<ProjectionIntervalDocument> Intervals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProjectionQuantileDocument>? Quantiles,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectionComponentsDocument? Components,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Events)
{
    internal static ProjectionPointDocument Of(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, SeriesProjection series, int step)
    {
        IReadOnlyList<string>? events = query.Events.Count == 0 ? null : [.. EventEffects.NamesAt(query, dimensions, series.Sales.Key, step)];
        var period = ProjectionAnswer.Period(query, step);
        return series.Refusal is not null ? new ProjectionPointDocument(period, null, null, [], null, null, events) : new ProjectionPointDocument(
            period, ProjectionDocument.InUnits(series.Points[step], query.Measure), ProjectionDocument.InUnits(series.Median[step], query.Measure),
            [.. series.Intervals.Select(interval => ProjectionIntervalDocument.Of(interval.Level, interval.Lower[step], interval.Upper[step], query.Measure))],
            query.Quantiles.Count == 0 ? null : [.. series.Quantiles.Select(each => new ProjectionQuantileDocument(each.Quantile, ProjectionDocument.InUnits(each.Values[step], query.Measure)))],
            ProjectionComponentsDocument.Of(series.Components, step, query.Measure), events);
    }
}

/// <param name="Level">The actual value lies in the interval in about this percentage of the cases.</param>
/// <param name="Lower">The lower bound, in the unit of the value.</param>
/// <param name="Upper">The upper bound, in the unit of the value.</param>
public sealed record ProjectionIntervalDocument(double Level, decimal Lower, decimal Upper)
{
    internal static ProjectionIntervalDocument Of(double level, long lower, long upper, Measure measure) =>
        new(level, ProjectionDocument.InUnits(lower, measure), ProjectionDocument.InUnits(upper, measure));
}

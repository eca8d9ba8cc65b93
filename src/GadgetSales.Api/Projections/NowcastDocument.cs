using System.Text.Json.Serialization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>What a running period will have sold when it is over.</summary>
/// <param name="Period">day, week or month.</param>
/// <param name="From">Its first business date.</param>
/// <param name="To">Its last business date.</param>
/// <param name="SoldThrough">Where the complete hours end, on the stores' wall clocks.</param>
/// <param name="Measure">What is projected.</param>
/// <param name="Unit">Of every value: minor (the currency's minor unit) or count (with two decimals).</param>
/// <param name="GroupBy">The keys of a series.</param>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for or nothing was sold.</param>
/// <param name="Series">One for each group, the largest value first.</param>
/// <param name="Totals">All groups together; only with <c>groupBy</c>.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Statistics">What reading the sales cost.</param>
public sealed record NowcastDocument(
    string Period,
    DateOnly From,
    DateOnly To,
    string SoldThrough,
    string Measure,
    string Unit,
    IReadOnlyList<string> GroupBy,
    string? Currency,
    IEnumerable<NowcastSeriesDocument> Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<NowcastSeriesDocument>? Totals,
    DateTimeOffset? DataThrough,
    InsightStatistics Statistics) : IAnswerDocument
{
    /// <summary>Series are made when they are written.</summary>
    public static NowcastDocument Of(NowcastRun run)
    {
        var (query, question) = (run.Query, run.Query.Rest);
        return new NowcastDocument(
            query.Period.ToString(), DateOnly.FromDateTime(query.Start), DateOnly.FromDateTime(query.End).AddDays(-1), Grain.Hour.Format(query.At),
            question.Measure.Name, ProjectionDocument.UnitOf(question.Measure), [.. question.GroupBy.Select(dimension => dimension.Name)], run.Currency,
            run.Nowcast.Series.Select(series => NowcastSeriesDocument.Of(question.Measure, question.GroupBy, series)),
            question.GroupBy.Count == 0 ? null : run.Nowcast.Totals.Select(total => NowcastSeriesDocument.Of(question.Measure, question.TotalsBy, total)),
            run.DataThrough, InsightStatistics.Of(run.Statistics));
    }
}

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="Sold">In the period's complete days and the running day's complete hours; null only where an average has nothing to be of.</param>
/// <param name="Remaining">Projected for the rest of it; null only where an average has nothing to be of.</param>
/// <param name="Value">Both together, of which the intervals are; null only where an average has nothing to be of.</param>
/// <param name="Intervals">The narrowest first; none where the value is null, and where nothing is known of what remains. What cannot be taken back is never below what was sold.</param>
/// <param name="Reason">Why there are no intervals, and what is needed.</param>
/// <param name="Today">The running day.</param>
/// <param name="Days">The other days of a week or month; null for a day.</param>
public sealed record NowcastSeriesDocument(
    IReadOnlyDictionary<string, string?> Key,
    long? Sold,
    decimal? Remaining,
    decimal? Value,
    IReadOnlyList<ProjectionIntervalDocument> Intervals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    NowcastPartDocument Today,
    NowcastPartDocument? Days)
{
    internal static NowcastSeriesDocument Of(Measure measure, IReadOnlyList<Dimension> dimensions, SeriesNowcast nowcast) => new(
        ProjectionSeriesDocument.KeyOf(dimensions, nowcast.Key), nowcast.Sold, InUnits(nowcast.Remaining, measure), InUnits(nowcast.Value, measure),
        [.. nowcast.Intervals.Select(interval => ProjectionIntervalDocument.Of(interval.Level, interval.Lower, interval.Upper, measure))], nowcast.Reason,
        NowcastPartDocument.Of(nowcast.Today, measure), nowcast.Days is null ? null : NowcastPartDocument.Of(nowcast.Days, measure));

    internal static decimal? InUnits(long? quanta, Measure measure) => quanta is { } known ? ProjectionDocument.InUnits(known, measure) : null;
}

/// <summary>The running day, or the other days of a week or month (null for a day).</summary>
/// <param name="Sold">In the complete hours of today, or in the complete days.</param>
/// <param name="Remaining">Projected for the rest of today, or for the days that follow it.</param>
/// <param name="Model">Absent where the group has no history to project from, and on the last day, which no other day follows.</param>
/// <param name="Accuracy">Absent where the history was too short to hold anything back, and without a model.</param>
public sealed record NowcastPartDocument(
    long? Sold,
    decimal? Remaining,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectionModelDocument? Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProjectionAccuracyDocument? Accuracy)
{
    internal static NowcastPartDocument Of(NowcastPart part, Measure measure) => new(
        part.Sold, NowcastSeriesDocument.InUnits(part.Remaining, measure),
        part.Series is null ? null : ProjectionModelDocument.Of(part.Series.Model), ProjectionAccuracyDocument.Of(part.Series?.Accuracy));
}

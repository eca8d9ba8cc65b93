using System.Text.Json.Serialization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Measures of what was sold.</summary>
/// <param name="From">First business date.</param>
/// <param name="To">Last business date, included.</param>
/// <param name="Grain">What a row's <c>period</c> is.</param>
/// <param name="GroupBy">The keys of a row.</param>
/// <param name="Currency">Of every amount, in its minor unit; null when rows name it, when no money was asked for or nothing was sold.</param>
/// <param name="TaxIncluded">Whether amounts hold the tax as they were priced: true, false or "mixed"; absent where no measure is of prices.</param>
/// <param name="ComparedWith">Only with <c>compare</c>.</param>
/// <param name="Average">Only with <c>average</c>: what the values are by; from and to are then the complete business dates.</param>
/// <param name="Rows">period, keys, measures; with <c>share</c> also shares; with <c>compare</c> also previousPeriod, previous values and relative changes (0.1 is 10 % more); with a grain also complete.</param>
/// <param name="Totals">Only with <c>totals</c>: what the whole range comes to, a row for each currency where rows name it.</param>
/// <param name="Truncated">There were more rows than <c>limit</c>.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Provisional">Sales may still be added: a business date of the range is not over, or sales wait for the lake.</param>
/// <param name="Statistics">What the query cost.</param>
public sealed record InsightDocument(
    DateOnly From,
    DateOnly To,
    string Grain,
    IReadOnlyList<string> GroupBy,
    string? Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? TaxIncluded,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InsightComparison? ComparedWith,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Average,
    IEnumerable<AnswerRow> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<AnswerRow>? Totals,
    bool Truncated,
    DateTimeOffset? DataThrough,
    bool Provisional,
    InsightStatistics Statistics) : IAnswerDocument
{
    bool? IAnswerDocument.Provisional => Provisional;

    bool? IAnswerDocument.Truncated => Truncated;

    public static InsightDocument Of(InsightQuery query, InsightTable table, IEnumerable<AnswerRow> rows, DateTimeOffset? dataThrough, bool provisional) => new(
        query.Span.From, query.Span.To, query.Grain.Name, [.. query.GroupBy.Select(dimension => dimension.Name)], table.Currency,
        table.TaxIncluded switch { null => null, TaxInclusion.Mixed => "mixed", var said => said == TaxInclusion.Included },
        query.Comparison is { } comparison ? InsightComparison.Of(comparison) : null,
        Average: null, rows, Totals: null, table.Truncated, dataThrough, provisional, InsightStatistics.Of(table.Statistics));
}

/// <param name="From">First business date; null where the calendar has none to compare with: 29 February against the year before.</param>
/// <param name="To">Last business date, included; null with from.</param>
public sealed record InsightComparison(string Compare, DateOnly? From, DateOnly? To)
{
    /// <summary>Only where the range reaches today: false sets the running day against a whole one, <c>until=now</c> cuts both at the same time of day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Complete { get; init; }

    public static InsightComparison Of(Comparison comparison) => new(
        comparison.Kind.Name, comparison.IsEmpty ? null : comparison.Span.From, comparison.IsEmpty ? null : comparison.Span.To);
}

/// <param name="Engine">duckdb or athena.</param>
/// <param name="ElapsedMs">Milliseconds the engine took.</param>
/// <param name="RowsRead">Rows scanned; null where the engine does not say.</param>
/// <param name="BytesRead">Bytes scanned, as billed; null where the engine does not say.</param>
/// <param name="QueryId">Names the execution in the engine's own records.</param>
/// <param name="Cached">Answered from an earlier execution.</param>
public sealed record InsightStatistics(string Engine, double ElapsedMs, long? RowsRead, long? BytesRead, string QueryId, bool Cached)
{
    public static InsightStatistics Of(LakeStatistics cost) =>
        new(cost.Engine, Math.Round(cost.ElapsedMs, 1), cost.RowsRead, cost.BytesRead, cost.QueryId, cost.Cached);
}

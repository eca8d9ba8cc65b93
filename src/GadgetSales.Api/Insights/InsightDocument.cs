using System.Text.Json.Serialization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Measures of what was sold.</summary>
/// <param name="From">First business date.</param>
/// <param name="To">Last business date, included.</param>
/// <param name="Grain">What a row's <c>period</c> is.</param>
/// <param name="GroupBy">The keys of a row.</param>
/// <param name="Currency">Of every amount, in its minor unit; null when rows name it, when no money was asked for or nothing was sold.</param>
/// <param name="ComparedWith">Only with <c>compare</c>.</param>
/// <param name="Rows">period, keys, measures; with <c>compare</c> also previousPeriod, previous values and relative changes (0.1 is 10 % more).</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InsightComparison? ComparedWith,
    IEnumerable<AnswerRow> Rows,
    bool Truncated,
    DateTimeOffset? DataThrough,
    bool Provisional,
    InsightStatistics Statistics) : IAnswerDocument
{
    bool? IAnswerDocument.Provisional => Provisional;

    bool? IAnswerDocument.Truncated => Truncated;

    public static InsightDocument Of(InsightQuery query, InsightTable table, IEnumerable<AnswerRow> rows, DateTimeOffset? dataThrough, bool provisional) => new(
        query.Span.From, query.Span.To, query.Grain.Name, [.. query.GroupBy.Select(dimension => dimension.Name)], table.Currency,
        query.Comparison is { } comparison ? new InsightComparison(comparison.Kind.Name, comparison.Span.From, comparison.Span.To) : null,
        rows, table.Truncated, dataThrough, provisional, InsightStatistics.Of(table.Statistics));
}

public sealed record InsightComparison(string Compare, DateOnly From, DateOnly To);

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

namespace GadgetSales.Core.Lake;

/// <summary>What articles are called: receipts carry names, which change; the latest one of a range counts for all of it.</summary>
public static class LatestNames
{
    /// <summary>The column that <see cref="Beside"/> adds.</summary>
    internal const string Column = "product";

    /// <summary>The name of each article in the ranges of a question, where it has one.</summary>
    public static LakeQuery Build(InsightQuery query)
    {
        var conditions = new InsightConditions(query, []);
        return new LakeQuery(Names(query, conditions), conditions.Parameters);
    }

    public static IReadOnlyDictionary<string, string> Read(LakeResult result) =>
        result.Rows.ToDictionary(row => (string)row[0]!, row => (string)row[1]!, StringComparer.Ordinal);

    /// <summary>The lines of the lake, each with its article's name.</summary>
    internal static string Beside(InsightQuery query, InsightConditions conditions) =>
        $"(SELECT l.*, n.{Column} FROM {LakeSchema.View} l LEFT JOIN ({Names(query, conditions)}) n ON l.sku = n.named_sku) v";

    static string Names(InsightQuery query, InsightConditions conditions)
    {
        var span = query.Span;
        if (query.Comparison is { } comparison)
        {
            span = new(comparison.Span.From < span.From ? comparison.Span.From : span.From, comparison.Span.To > span.To ? comparison.Span.To : span.To);
        }

        return $"SELECT sku AS named_sku, max_by(product_name, sold_at) AS {Column} FROM {LakeSchema.View}"
            + $" WHERE product_name IS NOT NULL AND {conditions.Visible(span)} GROUP BY sku";
    }
}

namespace GadgetSales.Core.Lake;

/// <summary>
/// The view <c>sale_lines</c> over a table that takes every change as it is delivered: repeated, late and out of order. <c>deploy/pipeline.yaml</c>
/// creates the view with the same text for analysts. DuckDB's lake needs none of it, its writer resolves changes as it writes.
/// </summary>
public static class SaleLinesView
{
    /// <summary>The table behind the view: one row a sale line and delivery.</summary>
    public const string Facts = "sale_line_facts";

    /// <summary>
    /// Lines of the highest version of each sale, once; a removal wins over the version it removes. <c>sale_date</c> is part of both windows, so that
    /// a condition on it prunes partitions before they run.
    /// </summary>
    public const string Definition = """
        SELECT
          sale_id, line_number, sale_type, original_sale_id, store_id, register_id, receipt_number, channel, sku,
          product_name, category, quantity, unit_price_minor, discount_minor, amount_minor, currency, sold_at,
          sold_at_local, recorded_at, change_type, version, event_id, sale_date
        FROM (
          SELECT *,
            rank() OVER (
              PARTITION BY sale_date, sale_id
              ORDER BY version DESC, CASE change_type WHEN 'REMOVE' THEN 1 ELSE 0 END DESC) AS state,
            row_number() OVER (
              PARTITION BY sale_date, sale_id, line_number
              ORDER BY version DESC, CASE change_type WHEN 'REMOVE' THEN 1 ELSE 0 END DESC) AS delivery
          FROM sale_line_facts
        )
        WHERE state = 1 AND delivery = 1 AND change_type <> 'REMOVE'
        """;

    /// <summary>The same query with the view in front of it, as one more of its common table expressions where it has some.</summary>
    public static string PutBefore(string sql)
    {
        var start = SkipSpace(sql, 0);
        if (!IsWord(sql, start, "WITH"))
        {
            return $"WITH {LakeSchema.View} AS (\n{Definition}\n)\n{sql}";
        }

        var (keyword, rest) = ("WITH", start + 4);
        var next = SkipSpace(sql, rest);
        if (IsWord(sql, next, "RECURSIVE"))
        {
            (keyword, rest) = ("WITH RECURSIVE", next + 9);
        }

        return $"{keyword} {LakeSchema.View} AS (\n{Definition}\n),{sql[rest..]}";
    }

    /// <summary>Past white space and comments.</summary>
    static int SkipSpace(string sql, int at)
    {
        while (at < sql.Length)
        {
            var end = char.IsWhiteSpace(sql[at]) ? at + 1
                : sql.AsSpan(at).StartsWith("--", StringComparison.Ordinal) ? EndOf(sql, at, "\n")
                : sql.AsSpan(at).StartsWith("/*", StringComparison.Ordinal) ? EndOf(sql, at + 2, "*/")
                : at;
            if (end == at)
            {
                break;
            }

            at = end;
        }

        return at;
    }

    static int EndOf(string sql, int from, string mark)
    {
        var found = sql.IndexOf(mark, from, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }

    static bool IsWord(string sql, int at, string word)
    {
        var end = at + word.Length;
        return string.Compare(sql, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end >= sql.Length || !(char.IsLetterOrDigit(sql[end]) || sql[end] == '_'));
    }
}

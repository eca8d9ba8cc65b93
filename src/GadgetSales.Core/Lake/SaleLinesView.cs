namespace GadgetSales.Core.Lake;

/// <summary>
/// The view <c>sale_lines</c> over a table that takes every change as it is delivered: repeated, late and out of order. <c>deploy/pipeline.yaml</c>
/// creates the view with the same text for analysts. DuckDB's lake needs none of it, its writer resolves changes as it writes.
/// </summary>
public static class SaleLinesView
{
    /// <summary>The table behind the view: one row a fact and delivery.</summary>
    public const string Facts = LakeSchema.Table;

    /// <summary>
    /// Lines of the highest version of each sale, once; a removal wins over the version it removes. <c>sale_date</c> is part of both windows, so that
    /// a condition on it prunes partitions before they run.
    /// </summary>
    public const string Definition = """
        SELECT
          sale_id, line_number, sale_type, voided_type, kind, returned, training, original_sale_id, store_id, register_id,
          posted_register_id, receipt_number, channel, sku, product_name, category, quantity_milli, unit_price_minor,
          gross_minor, discount_minor, amount_minor, tax_minor, tax_included, tax_code, payment_method, currency,
          sale_count, return_count, first_of_sku, first_of_category, sold_at, sold_at_local, recorded_at, committed_at,
          change_type, version, event_id, sale_date,
          quantity_milli * DECIMAL '0.001' AS quantity
        FROM (
          SELECT *,
            rank() OVER (
              PARTITION BY sale_date, sale_id
              ORDER BY version DESC, CASE change_type WHEN 'REMOVE' THEN 1 ELSE 0 END DESC) AS state,
            row_number() OVER (
              PARTITION BY sale_date, sale_id, line_number
              ORDER BY version DESC, CASE change_type WHEN 'REMOVE' THEN 1 ELSE 0 END DESC) AS delivery
          FROM sale_facts
        )
        WHERE state = 1 AND delivery = 1 AND change_type <> 'REMOVE'
          AND NOT training AND kind IN ('goods', 'fee', 'component')
        """;

    /// <summary>What stands beside the lines, resolved alike.</summary>
    public static string OtherDefinition { get; } = Definition.Replace(LakeSchema.RevenueKinds, LakeSchema.OtherKinds, StringComparison.Ordinal);

    /// <summary>Payments, resolved alike.</summary>
    public static string PaymentsDefinition { get; } = Definition.Replace(LakeSchema.RevenueKinds, LakeSchema.PaymentKinds, StringComparison.Ordinal);

    /// <summary>The same query with the view in front of it, as one more of its common table expressions where it has some.</summary>
    public static string PutBefore(string sql)
    {
        var start = SkipSpace(sql, 0);
        if (!IsWord(sql, start, "WITH"))
        {
            return $"WITH {Views(sql)}\n{sql}";
        }

        var (keyword, rest) = ("WITH", start + 4);
        var next = SkipSpace(sql, rest);
        if (IsWord(sql, next, "RECURSIVE"))
        {
            (keyword, rest) = ("WITH RECURSIVE", next + 9);
        }

        return $"{keyword} {Views(sql)},{sql[rest..]}";
    }

    /// <summary>The lines always, the other views where the query may name them.</summary>
    static string Views(string sql)
    {
        var views = $"{LakeSchema.View} AS (\n{Definition}\n)";
        views += sql.Contains(LakeSchema.OtherView, StringComparison.OrdinalIgnoreCase) ? $",\n{LakeSchema.OtherView} AS (\n{OtherDefinition}\n)" : "";
        return views + (sql.Contains(LakeSchema.PaymentsView, StringComparison.OrdinalIgnoreCase) ? $",\n{LakeSchema.PaymentsView} AS (\n{PaymentsDefinition}\n)" : "");
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

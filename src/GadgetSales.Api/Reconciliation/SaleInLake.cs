using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Reconciliation;

/// <summary>What the lake holds of a sale.</summary>
public sealed record SaleInLake(DateOnly BusinessDate, string? RegisterId, string Currency, string SaleId, long AmountMinor)
{
    /// <summary>All sales of a store's business dates in one query: an engine that bills its queries is asked once for all reports.</summary>
    public static LakeQuery Question(string storeId, DateSpan span) => new(
        $"""
        SELECT {LakeSchema.Partition}, register_id, currency, sale_id, CAST(sum(amount_minor) AS bigint) FROM {LakeSchema.View}
        WHERE {LakeSchema.Partition} >= CAST(? AS DATE) AND {LakeSchema.Partition} <= CAST(? AS DATE) AND store_id = ?
        GROUP BY 1, 2, 3, 4
        """,
        [span.From, span.To, storeId]);

    public static IReadOnlyList<SaleInLake> Read(LakeResult result) =>
        [.. result.Rows.Select(row => new SaleInLake((DateOnly)row[0]!, (string?)row[1], (string)row[2]!, (string)row[3]!, (long)row[4]!))];
}

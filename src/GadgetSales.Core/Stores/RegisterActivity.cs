using GadgetSales.Core.Lake;

namespace GadgetSales.Core.Stores;

/// <summary>What the lake knows of a register: a store is known from its first sale. A register of null stands for sales that name none.</summary>
/// <param name="FirstSoldOn">Its first business date.</param>
/// <param name="LastSoldAt">When its latest receipt was sold, UTC.</param>
/// <param name="LastRecordedAt">When the ledger last took one of its receipts, UTC.</param>
/// <param name="Offset">That of its latest receipt with one other than zero; null where all have zero.</param>
public sealed record RegisterActivity(string StoreId, string? RegisterId, DateOnly FirstSoldOn, DateTime LastSoldAt, DateTime LastRecordedAt, TimeSpan? Offset)
{
    /// <summary>One row a store and register, in their order.</summary>
    /// <param name="stores">Only these; null for all.</param>
    /// <param name="since">Business dates from this one on; null for all.</param>
    public static LakeQuery Question(IReadOnlyCollection<string>? stores, DateOnly? since = null)
    {
        List<string> conditions = [];
        if (since is not null)
        {
            conditions.Add($"{LakeSchema.Partition} >= CAST(? AS DATE)");
        }

        if (stores is not null)
        {
            conditions.Add(stores.Count == 0 ? "1 = 0" : $"store_id IN ({string.Join(", ", Enumerable.Repeat("?", stores.Count))})");
        }

        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return new LakeQuery(
            $"""
            SELECT store_id, register_id, min({LakeSchema.Partition}), max(sold_at), max(recorded_at),
              max_by(date_diff('minute', sold_at, sold_at_local), sold_at) FILTER (WHERE sold_at <> sold_at_local)
            FROM {LakeSchema.View}{where} GROUP BY 1, 2 ORDER BY 1, 2
            """,
            [.. since is { } from ? new object[] { from } : [], .. stores?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()]);
    }

    public static IReadOnlyList<RegisterActivity> Read(LakeResult result) => [.. result.Rows.Select(row => new RegisterActivity(
        (string)row[0]!, (string?)row[1], (DateOnly)row[2]!, Utc(row[3]), Utc(row[4]), row[5] is long minutes ? TimeSpan.FromMinutes(minutes) : null))];

    /// <summary>The latest offset of a store that is not zero, by its latest receipt.</summary>
    public static TimeSpan? OffsetOf(IEnumerable<RegisterActivity> store) => store.Where(register => register.Offset is not null).MaxBy(register => register.LastSoldAt)?.Offset;

    static DateTime Utc(object? value) => DateTime.SpecifyKind((DateTime)value!, DateTimeKind.Utc);
}

using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Which business dates the lake holds.</summary>
static class PartitionSql
{
    public static LakeQuery Build(IReadOnlySet<string>? allowedStores)
    {
        var where = allowedStores is null ? "" : allowedStores.Count == 0 ? " WHERE 1 = 0"
            : $" WHERE store_id IN ({string.Join(", ", Enumerable.Repeat("?", allowedStores.Count))})";
        return new LakeQuery(
            $"SELECT min(day), max(day), count(*), coalesce(CAST(sum(line_count) AS bigint), 0) "
            + $"FROM (SELECT {LakeSchema.Partition} AS day, count(*) AS line_count FROM {LakeSchema.View}{where} GROUP BY 1) d",
            [.. allowedStores?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()]);
    }

    public static CatalogPartitions Read(LakeResult result)
    {
        var row = result.Rows[0];
        return new CatalogPartitions(LakeSchema.Partition, (DateOnly?)row[0], (DateOnly?)row[1], (long)row[2]!, (long)row[3]!);
    }
}

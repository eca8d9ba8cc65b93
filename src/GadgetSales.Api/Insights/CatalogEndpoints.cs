using GadgetSales.Core.Lake;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Insights;

/// <summary>What there is to ask for.</summary>
public static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/catalog", GetCatalogAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.Filter)
            .WithTags("Insights")
            .WithName("GetCatalog")
            .WithSummary("Tables, columns, measures, dimensions, grains, ranges and limits")
            .WithDescription("Everything that insights, projections and SQL can ask for, and the business dates the lake holds for the caller's stores.")
            .Produces<Catalog>();

    static async Task<IResult> GetCatalogAsync(Caller caller, [FromServices] ILakeReader lake, BusinessCalendar calendar, CancellationToken cancellationToken)
    {
        var partitions = await lake.QueryAsync(PartitionSql.Build(caller.Stores), cancellationToken);
        return TypedResults.Ok(Catalog.Of(PartitionSql.Read(partitions), calendar.Today));
    }
}

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

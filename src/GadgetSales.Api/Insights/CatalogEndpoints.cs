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

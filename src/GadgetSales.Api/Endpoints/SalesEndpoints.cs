using GadgetSales.Api.Auth;
using GadgetSales.Api.Logging;
using GadgetSales.Api.Problems;

namespace GadgetSales.Api.Endpoints;

/// <summary>Posting and reading sales.</summary>
public static class SalesEndpoints
{
    public static void MapSales(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var post = ActivatorUtilities.CreateInstance<PostSale>(services);
        var batch = ActivatorUtilities.CreateInstance<PostSaleBatch>(services);
        var read = ActivatorUtilities.CreateInstance<ReadSales>(services);
        var sales = routes.MapGroup("/v1").WithTags("Sales");

        sales.MapPost("/sales", post.HandleAsync)
            .RequireScope(Scopes.SalesWrite, StoreRule.Body)
            .WithMetadata(new SummarisedInLog("POST /v1/sales"))
            .Fails(
                ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.SaleConflict, ProblemKind.BodyTooLarge,
                ProblemKind.UnsupportedMediaType, ProblemKind.OriginalNotFound, ProblemKind.OriginalAlreadyVoided, ProblemKind.OriginalIsVoid, ProblemKind.OriginalMismatch);
        sales.MapPost("/sales/batch", batch.HandleAsync)
            .RequireScope(Scopes.SalesWrite, StoreRule.Body)
            .Fails(ProblemKind.MalformedJson, ProblemKind.BodyTooLarge, ProblemKind.BatchTooLarge, ProblemKind.UnsupportedMediaType);
        sales.MapGet("/sales/{saleId}", read.FindAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .Fails(ProblemKind.SaleNotFound);
        sales.MapGet("/stores/{storeId}/sales", read.ListAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Route)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.StoreForbidden);
    }
}

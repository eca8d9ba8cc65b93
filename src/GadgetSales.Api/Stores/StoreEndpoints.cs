using GadgetSales.Core.Feed;
using GadgetSales.Core.Stores;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Stores;

/// <summary>What is known of stores, and what an operator says of them.</summary>
public static class StoreEndpoints
{
    public static IServiceCollection AddStores(this IServiceCollection services) => services.AddSingleton<StoreDirectory>()
        .AddSingleton<IStoreClocks>(provider => provider.GetRequiredService<StoreDirectory>())
        .AddHostedService(provider => provider.GetRequiredService<StoreDirectory>());

    public static void MapStores(this IEndpointRouteBuilder routes)
    {
        var stores = routes.MapGroup("/v1").WithTags("Stores");
        var storeId = new ValueDocs(StoreInPath.RouteValue, "The store.", "LA-01");
        stores.MapGet("/stores", ListAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Filter)
            .WithName("ListStores")
            .WithSummary("The stores, their clocks and their tills")
            .WithDescription("A store is known from its first sale in the lake, or once it was described. `lastSoldAt` and `lastRecordedAt` of each till tell the silent ones.")
            .WithMetadata(new AnswerDocs($$"""{ "stores": [ {{StoreDocument.Example}} ], "dataThrough": "2019-04-19T16:14:02.1Z" }"""))
            .Produces<StoreList>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.LakeUnavailable);
        stores.MapGet("/stores/{storeId}", FindAsync)
            .RequireScope(Scopes.SalesRead, StoreRule.Route)
            .WithName("GetStore")
            .WithSummary("One store, its clock and its tills")
            .WithDescription("As in the list of stores. Until somebody describes it, a store's clock is that of its latest sale with an offset other than zero.")
            .WithMetadata(storeId, new AnswerDocs(StoreDocument.Example))
            .Produces<StoreDocument>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.StoreNotFound, ProblemKind.LakeUnavailable);
        stores.MapPut("/stores/{storeId}", PutAsync)
            .RequireScope(Scopes.Admin, StoreRule.Route)
            .WithName("PutStore")
            .WithSummary("Describe a store")
            .WithDescription("Replaces what was said of the store. Sales that arrive from then on: a time ending in Z becomes the wall clock of `timeZone`, and a sale without business date counts for the day that began last at `dayStartsAt`. Recorded sales stay as they are, and replay as before.")
            .WithMetadata(storeId, new BodyDocs("The store.", new BodyForm(MediaTypes.Json, nameof(StoreBody), new BodyExample("store", "A store", StoreBody.Example))))
            .WithMetadata(new AnswerDocs(StoreDocument.Example))
            .Produces<StoreDocument>(StatusCodes.Status200OK, MediaTypes.Json)
            .Fails(ProblemKind.MalformedJson, ProblemKind.ValidationFailed, ProblemKind.StoreForbidden, ProblemKind.BodyTooLarge, ProblemKind.UnsupportedMediaType);
    }

    static async Task<IResult> ListAsync(
        HttpContext context, Caller caller, StoreDirectory directory, [FromServices] IPipelineStatus pipeline, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RefuseParameters(context) is { } refusal)
        {
            return refusal;
        }

        // Read first: what the status calls delivered is then certainly in the answer.
        var status = await pipeline.ReadAsync(cancellationToken);
        var stores = await directory.ReadAsync(caller.Stores is null ? null : [.. caller.Stores], cancellationToken);
        return TypedResults.Ok(new StoreList([.. stores.Select(store => StoreDocument.Of(store, time.GetUtcNow()))], status.DataThrough));
    }

    static async Task<IResult> FindAsync(HttpContext context, StoreDirectory directory, TimeProvider time, CancellationToken cancellationToken) =>
        RefuseParameters(context) is { } refusal ? refusal
        : await directory.ReadAsync([StoreInPath.Of(context)], cancellationToken) is [var store] ? TypedResults.Ok(StoreDocument.Of(store, time.GetUtcNow()))
        : new Problem(ProblemKind.StoreNotFound);

    static async Task<IResult> PutAsync(HttpContext context, StoreDirectory directory, BodyBudget budget, TimeProvider time)
    {
        if (RefuseParameters(context) is { } refusal)
        {
            return refusal;
        }

        var (body, unreadable) = await BodyObject.ReadAsync(context, budget, StoreReader.Members);
        if (body is null)
        {
            return unreadable!;
        }

        if (StoreReader.Read(body, StoreInPath.Of(context)) is not { } settings)
        {
            return Problem.Invalid(body.Errors);
        }

        // What arrived whole is kept even when the caller has hung up. The answer says what was put; it does not wait for the lake.
        await directory.PutAsync(settings, CancellationToken.None);
        return TypedResults.Ok(StoreDocument.Of(new KnownStore(settings.StoreId, settings, []), time.GetUtcNow()));
    }

    static Problem? RefuseParameters(HttpContext context)
    {
        var parameters = QueryParameters.Of(context.Request);
        parameters.RefuseUnknown([]);
        return parameters.Errors.Count == 0 ? null : Problem.Invalid(parameters.Errors);
    }
}

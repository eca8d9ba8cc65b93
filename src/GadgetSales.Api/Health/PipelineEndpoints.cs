using GadgetSales.Core.Feed;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GadgetSales.Api.Health;

/// <summary>How far recorded sales have come on their way to the lake.</summary>
public static class PipelineEndpoints
{
    public static void MapPipeline(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1").WithTags("Operations").MapGet("/pipeline", ReadAsync)
            .RequireScope(Scopes.InsightsRead, StoreRule.NoStoreData)
            .WithSummary("How far the pipeline is")
            .WithDescription("Each stage's position and lag. Every sale recorded before `dataThrough` is part of insights; `pending` sales are recorded and still on their way.");

    static async Task<Ok<PipelineAnswer>> ReadAsync([FromServices] IPipelineStatus pipeline, CancellationToken cancellationToken)
    {
        var status = await pipeline.ReadAsync(cancellationToken);
        return TypedResults.Ok(new PipelineAnswer(status.DataThrough, status.Pending, status.Stages));
    }

    /// <param name="DataThrough">Every sale recorded before this instant is in the lake; null while nothing is known.</param>
    /// <param name="Pending">Sales that are recorded but not in the lake yet.</param>
    /// <param name="Stages">In the order the data flows.</param>
    public sealed record PipelineAnswer(DateTimeOffset? DataThrough, long Pending, IReadOnlyList<StageStatus> Stages);
}

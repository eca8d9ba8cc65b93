using GadgetSales.Api.Logging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GadgetSales.Api.Endpoints;

/// <summary>What an orchestrator asks.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous().WithMetadata(new QuietInLog());
        health.MapGet("/live", () => TypedResults.Ok(new Liveness("live")))
            .WithSummary("Is the process alive?")
            .WithDescription("200 as long as the process answers at all. Says nothing about the store: restart on failure of this, not of /health/ready.");
        health.MapGet("/ready", AnswerReadyAsync)
            .Produces<ReadinessAnswer>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Can it serve?")
            .WithDescription("200 when the ledger can be written, the lake can be read and the feed between them is not stuck; else 503 with the reasons. Take the instance out of rotation on 503.");
    }

    static async Task<Results<Ok<ReadinessAnswer>, JsonHttpResult<ReadinessAnswer>>> AnswerReadyAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var checks = await readiness.CheckAsync(cancellationToken);
        var ready = checks.All(check => check.Ready);
        var answer = new ReadinessAnswer(ready ? "ready" : "unready", checks);
        return ready ? TypedResults.Ok(answer) : TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    public sealed record Liveness(string Status);

    /// <param name="Status">ready or unready.</param>
    /// <param name="Checks">One for the ledger, the lake and the feed.</param>
    public sealed record ReadinessAnswer(string Status, IReadOnlyList<ReadinessCheck> Checks);
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace GadgetSales.Api.Health;

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
            .WithDescription("200 while the ledger answers: `ready`, or `degraded` with the reasons when the lake cannot be read or the feed to it is not well. 503 `unready` when the ledger does not: take the instance out of rotation.");
    }

    static async Task<Results<Ok<ReadinessAnswer>, JsonHttpResult<ReadinessAnswer>>> AnswerReadyAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var checks = await readiness.CheckAsync(cancellationToken);
        return checks.Any(check => !check.Ready && check.Name == Readiness.Ledger)
            ? TypedResults.Json(new ReadinessAnswer("unready", checks), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new ReadinessAnswer(checks.All(check => check.Ready) ? "ready" : "degraded", checks));
    }

    public sealed record Liveness(string Status);

    /// <param name="Status">ready, degraded or unready.</param>
    /// <param name="Checks">One for the ledger, the lake and the feed.</param>
    public sealed record ReadinessAnswer(string Status, IReadOnlyList<ReadinessCheck> Checks);
}

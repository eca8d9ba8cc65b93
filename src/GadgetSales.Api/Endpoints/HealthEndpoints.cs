using GadgetSales.Api.Logging;

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
    }

    public sealed record Liveness(string Status);
}

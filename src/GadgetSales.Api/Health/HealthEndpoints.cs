using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GadgetSales.Api.Health;

/// <summary>What an orchestrator asks.</summary>
public static class HealthEndpoints
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        // Singletons, because each keeps its last answer.
        services.AddSingleton<LedgerCheck>().AddSingleton<LakeCheck>().AddSingleton<FeedCheck>();
        services.AddHealthChecks()
            .AddCheck<LedgerCheck>("ledger", HealthStatus.Unhealthy)
            .AddCheck<LakeCheck>(LakeCheck.Stage, HealthStatus.Degraded)
            .AddCheck<FeedCheck>("feed", HealthStatus.Degraded);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous().WithMetadata(new QuietInLog());
        health.MapGet("/live", () => TypedResults.Ok(new Liveness("live")))
            .WithSummary("Is the process alive?")
            .WithDescription("200 as long as the process answers at all. Says nothing about the store: restart on failure of this, not of /health/ready.");

        var answer = WriteAsync;
        health.MapHealthChecks("/ready", new HealthCheckOptions { ResponseWriter = answer })
            .WithMetadata(answer.Method, new HttpMethodMetadata([HttpMethods.Get]))
            .WithMetadata(AnswerOf(StatusCodes.Status200OK), AnswerOf(StatusCodes.Status503ServiceUnavailable))
            .WithSummary("Can it serve?")
            .WithDescription("200 while the ledger answers: `ready`, or `degraded` with the reasons when the lake cannot be read or the feed to it is not well. 503 `unready` when the ledger does not: take the instance out of rotation.");
    }

    static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(ReadinessAnswer.Of(report), context.RequestAborted);

    static ProducesResponseTypeMetadata AnswerOf(int status) => new(status, typeof(ReadinessAnswer), [MediaTypes.Json]);

    public sealed record Liveness(string Status);

    /// <param name="Status">ready, degraded or unready.</param>
    /// <param name="Checks">One for the ledger, the lake and the feed.</param>
    public sealed record ReadinessAnswer(string Status, IReadOnlyList<ReadinessCheck> Checks)
    {
        public static ReadinessAnswer Of(HealthReport report) => new(
            report.Status switch
            {
                HealthStatus.Healthy => "ready",
                HealthStatus.Degraded => "degraded",
                _ => "unready",
            },
            [.. report.Entries.Select(entry => new ReadinessCheck(entry.Key, entry.Value.Status == HealthStatus.Healthy, entry.Value.Description))]);
    }

    /// <summary>What a readiness check found.</summary>
    /// <param name="Name">ledger, lake or feed.</param>
    /// <param name="Ready">Whether the check is passed.</param>
    /// <param name="Reason">Why not; null when the check is passed.</param>
    public sealed record ReadinessCheck(string Name, bool Ready, string? Reason);
}

using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace GadgetSales.Api.Http;

/// <summary>The optional limit on requests: a token bucket for each key, or for each address where there are no keys. Off costs nothing.</summary>
public static class RateLimits
{
    static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection(LimitOptions.Section).Get<LimitOptions>() ?? new LimitOptions();
        return limits.RequestsPerSecond == 0 ? services : services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, limits));
            options.OnRejected = AnswerAsync;
        });
    }

    /// <summary>Must come after <see cref="AccessServices.UseAccess"/>: the bucket is the caller's.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app, IConfiguration configuration) =>
        configuration.GetValue($"{LimitOptions.Section}:{nameof(LimitOptions.RequestsPerSecond)}", 0) == 0 ? app : app.UseRateLimiter();

    static RateLimitPartition<string> PartitionOf(HttpContext context, LimitOptions limits)
    {
        if (context.Features.Get<Caller>() is not { } caller)
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var name = ReferenceEquals(caller, Caller.Everyone) ? context.Connection.RemoteIpAddress?.ToString() ?? "" : "key " + caller.Name;
        return RateLimitPartition.GetTokenBucketLimiter(name, _ => BucketOf(limits));
    }

    /// <summary>Whole tokens a period: the period gives way, so that the average holds for any number a second.</summary>
    public static TokenBucketRateLimiterOptions BucketOf(LimitOptions limits)
    {
        var tokens = Math.Max(1, (int)(limits.RequestsPerSecond * Period.TotalSeconds));
        return new()
        {
            TokenLimit = limits.Burst,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / limits.RequestsPerSecond),
            TokensPerPeriod = tokens,
            QueueLimit = 0,
        };
    }

    static async ValueTask AnswerAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Period;
        await new Problem(ProblemKind.RateLimited) { RetryAfter = wait }.ExecuteAsync(rejected.HttpContext);
    }
}

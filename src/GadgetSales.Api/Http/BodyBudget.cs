using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Http;

/// <summary>Bounds the memory that large bodies fill together: many big batches at once are told to come back instead of exhausting the process.</summary>
public sealed class BodyBudget(IOptions<LimitOptions> limits)
{
    readonly long _limit = limits.Value.BufferedMegabytes * 1024L * 1024;
    long _taken;

    /// <exception cref="RequestRefusedException">Too much is held already: <c>overloaded</c>.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > _limit)
        {
            Return(bytes);
            throw new RequestRefusedException(new Problem(ProblemKind.Overloaded) { RetryAfter = TimeSpan.FromSeconds(1) });
        }
    }

    public void Return(int bytes) => Interlocked.Add(ref _taken, -bytes);
}

namespace GadgetSales.Cli.Api;

/// <summary>
/// When to send a request again: after 0.2 s, 0.4 s, … up to 10 s, each less up to a half so that many clients spread out,
/// but never before the service's Retry-After.
/// </summary>
sealed class Backoff(TimeSpan patience, TimeProvider time)
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    readonly long _started = time.GetTimestamp();
    int _attempts;

    /// <summary>False when the next attempt would come after the patience has run out.</summary>
    internal async ValueTask<bool> WaitAsync(TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        var step = First * Math.Pow(2, Math.Min(_attempts++, 10));
        var delay = (step < Longest ? step : Longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        delay = retryAfter > delay ? retryAfter.Value : delay;
        if (time.GetElapsedTime(_started) + delay > patience)
        {
            return false;
        }

        await Task.Delay(delay, time, cancellationToken);
        return true;
    }
}

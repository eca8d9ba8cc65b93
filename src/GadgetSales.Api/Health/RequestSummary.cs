namespace GadgetSales.Api.Health;

/// <summary>Counts and durations of one endpoint's successes since the last <see cref="Take"/>. Safe to add to from any thread.</summary>
public sealed class RequestSummary
{
    // Bucket b ends at 2^(b/2) × 0.1 ms: within 41 %, which is enough to see a change, from 0.1 ms to an hour.
    const double FirstBucketMs = 0.1;
    readonly long[] _durations = new long[52];
    long _created;
    long _other;

    public void Add(int status, TimeSpan elapsed)
    {
        Interlocked.Increment(ref status == StatusCodes.Status201Created ? ref _created : ref _other);
        Interlocked.Increment(ref _durations[BucketOf(elapsed.TotalMilliseconds)]);
    }

    /// <summary>What was added since the last call, or null when nothing was.</summary>
    public (long Created, long Other, double P50Ms, double P99Ms)? Take()
    {
        var counts = new long[_durations.Length];
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            counts[bucket] = Interlocked.Exchange(ref _durations[bucket], 0);
        }

        var total = counts.Sum();
        return total == 0
            ? null
            : (Interlocked.Exchange(ref _created, 0), Interlocked.Exchange(ref _other, 0), Quantile(counts, total, 0.50), Quantile(counts, total, 0.99));
    }

    int BucketOf(double milliseconds) => milliseconds <= FirstBucketMs
        ? 0
        : Math.Min((int)Math.Ceiling(2 * Math.Log2(milliseconds / FirstBucketMs)), _durations.Length - 1);

    static double Quantile(long[] counts, long total, double share)
    {
        var bucket = 0;
        for (var seen = counts[0]; seen < share * total; seen += counts[bucket])
        {
            bucket++;
        }

        return Math.Round(FirstBucketMs * Math.Pow(2, bucket / 2.0), 1);
    }
}

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// Gives every attempt of a process to record its own instant, in microseconds, which is what the lake keeps. A sale that is found recorded by this
/// process (<see cref="Core.Feed.SaleTable.RecordedBy"/>) with the instant of this very attempt was recorded by it: its answer got lost.
/// </summary>
sealed class AttemptClock(TimeProvider time)
{
    long _last;

    public DateTimeOffset Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return new DateTimeOffset(next * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
            }
        }
    }
}

namespace GadgetSales.Tests.Support;

/// <summary>The system's clock, on which a wait of a few seconds is over at once; it remembers how long each should have been. Longer ones guard against hanging and stay.</summary>
sealed class HastyTimeProvider : TimeProvider
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    readonly List<TimeSpan> _waits = [];

    internal IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime > Longest)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

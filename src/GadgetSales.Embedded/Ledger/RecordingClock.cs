namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// Gives every recorded sale its instant: never the same twice and never back, also across restarts and when the system's clock is set back,
/// so that the order of recordedAt is the order of recording. Microseconds, which is what the lake keeps.
/// </summary>
sealed class RecordingClock(TimeProvider time, DateTimeOffset last)
{
    static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    DateTimeOffset _last = last;

    /// <summary>The instant for the next sale; the same until <see cref="Use"/> takes it.</summary>
    public DateTimeOffset Next { get; private set; }

    /// <summary>Reads the clock, once a commit.</summary>
    public void Read()
    {
        var now = time.GetUtcNow().ToUniversalTime();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        Next = now > _last ? now : _last + Step;
    }

    public void Use()
    {
        _last = Next;
        Next += Step;
    }
}

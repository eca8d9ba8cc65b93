namespace GadgetSales.Embedded.Feed;

/// <summary>Decides how much the pump takes at a time and how long it rests. Not thread-safe: the pump's own.</summary>
public sealed class PumpPace(FeedOptions options)
{
    const int Smallest = 1000;
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Long = TimeSpan.FromMilliseconds(750);
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    int _failures;

    /// <summary>Entries to take next: more while a backlog moves quickly, so that catching up is not spent on syncs; fewer when one batch takes long.</summary>
    public int Batch { get; private set; } = Math.Min(Smallest, options.MaxBatch);

    /// <summary>The pause after a batch that took <paramref name="elapsed"/>.</summary>
    /// <param name="behind">More entries wait: there is none.</param>
    /// <param name="elapsed">From the look into the ledger to the commit.</param>
    public TimeSpan AfterMove(bool behind, TimeSpan elapsed)
    {
        _failures = 0;
        if (elapsed > Long)
        {
            Batch = Math.Max(Math.Min(Smallest, options.MaxBatch), Batch / 2);
        }
        else if (behind && elapsed < Short)
        {
            Batch = Math.Min(options.MaxBatch, Batch * 2);
        }

        var rest = TimeSpan.FromMilliseconds(options.CommitIntervalMilliseconds) - elapsed;
        return behind || rest < TimeSpan.Zero ? TimeSpan.Zero : rest;
    }

    /// <summary>The pause when there was nothing to move.</summary>
    public TimeSpan AfterIdle()
    {
        _failures = 0;
        return TimeSpan.FromMilliseconds(options.IdlePollMilliseconds);
    }

    /// <summary>The pause after a failure: twice the last one, from the idle pause up to 5 s.</summary>
    public TimeSpan AfterFailure()
    {
        var rest = TimeSpan.FromMilliseconds(options.IdlePollMilliseconds * Math.Pow(2, Math.Min(_failures++, 16)));
        return rest < LongestRest ? rest : LongestRest;
    }
}

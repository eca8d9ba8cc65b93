using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Posting;

/// <summary>What became of the sales of an import or a simulation so far. Every counter can be read while others are counted up.</summary>
sealed class SaleCounts
{
    long _sales;
    long _recorded;
    long _replayed;
    long _conflicts;
    long _rejected;
    long _rejectedLines;

    /// <summary>Sales that were taken up.</summary>
    internal long Sales => Interlocked.Read(ref _sales);

    internal long Recorded => Interlocked.Read(ref _recorded);

    internal long Replayed => Interlocked.Read(ref _replayed);

    internal long Conflicts => Interlocked.Read(ref _conflicts);

    /// <summary>Sales turned down, here or by the service.</summary>
    internal long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Lines of what was turned down or in conflict: those in the file of rejected lines.</summary>
    internal long RejectedLines => Interlocked.Read(ref _rejectedLines);

    internal long Done => Recorded + Replayed + Conflicts + Rejected;

    internal string Text(TimeSpan elapsed)
    {
        var troubles = Conflicts + Rejected;
        return $"{Numbers.Text(Done)} sales  {Numbers.Rate(Done, elapsed)}{(troubles == 0 ? "" : $"  {Numbers.Text(troubles)} rejected or in conflict")}";
    }

    internal void AddSale() => Interlocked.Increment(ref _sales);

    internal void AddRecorded() => Interlocked.Increment(ref _recorded);

    internal void AddReplayed() => Interlocked.Increment(ref _replayed);

    internal void AddConflict(int lines)
    {
        Interlocked.Increment(ref _conflicts);
        Interlocked.Add(ref _rejectedLines, lines);
    }

    internal void AddRejected(int lines)
    {
        Interlocked.Increment(ref _rejected);
        Interlocked.Add(ref _rejectedLines, lines);
    }
}

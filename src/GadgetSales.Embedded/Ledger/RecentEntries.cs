using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// The entries of the latest commits as they were recorded, so that the feed need not read back and decode what was written a moment ago.
/// Always one run of positions without a gap, and only of commits that are durable. Bounded: what the feed does not take up in time is dropped, and read
/// from the file. Filled by the writer, read by anyone.
/// </summary>
sealed class RecentEntries
{
    /// <summary>More than the feed takes at a time while it keeps up.</summary>
    public const int MostEntries = 16_384;

    /// <summary>Of their JSON; decoded they take about twice as much.</summary>
    public const long MostBytes = 8 * 1024 * 1024;

    readonly Lock _gate = new();
    readonly List<(LedgerEntry Entry, int Bytes)> _run = [];
    long _bytes;

    /// <summary>
    /// Up to <paramref name="max"/> entries that follow <paramref name="position"/> without a gap; none when they are not here. Forgets the entries up to
    /// the position: whoever reads after it has them.
    /// </summary>
    public IReadOnlyList<LedgerEntry> TakeAfter(FeedPosition position, int max)
    {
        lock (_gate)
        {
            Forget(position);
            if (_run.Count == 0 || _run[0].Entry.Position.Sequence != position.Sequence + 1)
            {
                return [];
            }

            var taken = new LedgerEntry[Math.Min(max, _run.Count)];
            for (var index = 0; index < taken.Length; index++)
            {
                taken[index] = _run[index].Entry;
            }

            return taken;
        }
    }

    /// <summary>Adds what a commit recorded, once it is durable and before anyone is told.</summary>
    public void Add(List<AppendRequest> group)
    {
        lock (_gate)
        {
            foreach (var request in group)
            {
                foreach (var sale in request.Sales)
                {
                    if (sale.Entry is { } entry)
                    {
                        Add(entry, sale.Json.Length);
                    }
                }
            }
        }
    }

    void Forget(FeedPosition upTo)
    {
        var passed = 0;
        for (; passed < _run.Count && _run[passed].Entry.Position <= upTo; passed++)
        {
            _bytes -= _run[passed].Bytes;
        }

        _run.RemoveRange(0, passed);
    }

    void Add(in LedgerEntry entry, int bytes)
    {
        if (_run.Count >= MostEntries || _bytes + bytes > MostBytes || (_run.Count > 0 && _run[^1].Entry.Position.Sequence + 1 != entry.Position.Sequence))
        {
            _run.Clear();
            _bytes = 0;
        }

        _run.Add((entry, bytes));
        _bytes += bytes;
    }
}

using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Feed;

namespace GadgetSales.Tests.Support;

/// <summary>Entries that a feed reads, from a list; each read can be made to fail.</summary>
public sealed class ListedEntries : IFeedSource
{
    public string? WriteFailure => null;

    readonly Lock _gate = new();
    readonly List<RecordedSale?> _entries = [];

    /// <summary>Thrown by every read while it is set.</summary>
    public Exception? Failure { get; set; }

    public int Reads { get; private set; }

    /// <summary>Records sales at the next positions; null stands for an entry that cannot be read.</summary>
    public void Add(params IEnumerable<RecordedSale?> entries)
    {
        lock (_gate)
        {
            _entries.AddRange(entries);
        }
    }

    public void Add(IEnumerable<Sale> sales) => Add(sales.Select(sale => RecordedSale.Of(sale, SampleFacts.RecordedAt)));

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> ReadAfterAsync(FeedPosition position, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Reads++;
            ThrowIfFailing();
            var found = new List<LedgerEntry>();
            for (var index = (int)position.Sequence; index < _entries.Count && found.Count < max; index++)
            {
                if (_entries[index] is not { } sale)
                {
                    return found.Count > 0
                        ? new(found)
                        : throw new UnreadableEntryException(new FeedPosition(index + 1), new FormatException("It is damaged."));
                }

                found.Add(new LedgerEntry(new FeedPosition(index + 1), sale));
            }

            return new(found);
        }
    }

    public ValueTask<FeedPosition> ReadHeadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfFailing();
            return new(new FeedPosition(_entries.Count));
        }
    }

    void ThrowIfFailing()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}

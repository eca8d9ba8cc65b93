using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Embedded.Feed;

/// <summary>What the feed reads: a ledger's entries in the order of recording. Each call sees all that was recorded before it began.</summary>
public interface IFeedSource
{
    /// <summary>Up to <paramref name="max"/> entries after a position. None: the position is the head.</summary>
    /// <exception cref="UnreadableEntryException">The next entry cannot be read; those behind it may.</exception>
    ValueTask<IReadOnlyList<LedgerEntry>> ReadAfterAsync(FeedPosition position, int max, CancellationToken cancellationToken);

    /// <summary>The position of the last entry; <see cref="FeedPosition.Start"/> for an empty ledger.</summary>
    ValueTask<FeedPosition> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Why the last attempt to record failed, such as a full disk, which leaves reading as it is; null when it did not.</summary>
    string? WriteFailure { get; }
}

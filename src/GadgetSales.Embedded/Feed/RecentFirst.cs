using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.Feed;

/// <summary>Reads what was recorded a moment ago from memory and everything else from the ledger's file; the file alone says what the head is.</summary>
sealed class RecentFirst(SqliteLedger ledger) : IFeedSource
{
    public string? WriteFailure => ledger.WriteFailure;

    public ValueTask<IReadOnlyList<LedgerEntry>> ReadAfterAsync(FeedPosition position, int max, CancellationToken cancellationToken) =>
        ledger.Recent.TakeAfter(position, max) is { Count: > 0 } recent
            ? ValueTask.FromResult(recent)
            : ledger.ReadAfterAsync(position, max, cancellationToken);

    public ValueTask<FeedPosition> ReadHeadAsync(CancellationToken cancellationToken) => ledger.ReadHeadAsync(cancellationToken);
}

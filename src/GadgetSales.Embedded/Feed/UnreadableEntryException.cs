using GadgetSales.Core.Feed;

namespace GadgetSales.Embedded.Feed;

/// <summary>The ledger holds an entry that is not a recorded sale: damaged, or written by something else.</summary>
public sealed class UnreadableEntryException(FeedPosition position, Exception innerException)
    : Exception($"Entry {position.Sequence} of the ledger cannot be read: {innerException.Message}", innerException)
{
    public FeedPosition Position { get; } = position;
}

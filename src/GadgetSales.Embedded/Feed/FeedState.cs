using GadgetSales.Core.Feed;

namespace GadgetSales.Embedded.Feed;

/// <summary>The stage that an attempt to move a batch failed in.</summary>
public enum FailedStage
{
    Ledger,
    Feed,
    Lake,
}

/// <summary>How far the pump has come.</summary>
public sealed record FeedSnapshot
{
    /// <summary>The ledger's last position when the pump looked last.</summary>
    public FeedPosition Head { get; init; }

    /// <summary>The lake's watermark; null until it was read.</summary>
    public FeedPosition? Written { get; init; }

    /// <summary>Every sale recorded before this instant is in the lake; null while nothing is known.</summary>
    public DateTimeOffset? DataThrough { get; init; }

    /// <summary>Entries that are set aside in the lake.</summary>
    public long Quarantined { get; init; }

    /// <summary>Where and with what the last attempt failed; null after one that succeeded.</summary>
    public (FailedStage Stage, string Message)? Failure { get; init; }
}

/// <summary>The pump's latest <see cref="FeedSnapshot"/>: replaced as a whole by the pump, read by anyone.</summary>
public sealed class FeedState
{
    FeedSnapshot _current = new();

    public FeedSnapshot Current
    {
        get => Volatile.Read(ref _current);
        internal set => Volatile.Write(ref _current, value);
    }
}

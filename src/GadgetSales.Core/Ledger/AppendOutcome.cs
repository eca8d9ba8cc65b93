using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Ledger;

/// <summary>What became of one sale offered to the ledger. Every case is an expected answer; a ledger that cannot answer throws.</summary>
public abstract record AppendOutcome
{
    AppendOutcome()
    {
    }

    /// <summary>The sale is new and now durable: it survives a crash.</summary>
    /// <param name="Sale">What is recorded.</param>
    /// <param name="Json">The same as it is written down, to be answered as it is.</param>
    public sealed record Recorded(RecordedSale Sale, ReadOnlyMemory<byte> Json) : AppendOutcome;

    /// <summary>The same content was recorded earlier; nothing was written.</summary>
    /// <param name="Sale">What is recorded.</param>
    /// <param name="Json">The same in JSON, to be answered as it is.</param>
    public sealed record Replayed(RecordedSale Sale, ReadOnlyMemory<byte> Json) : AppendOutcome;

    /// <summary>Other content is recorded under this id; nothing was written.</summary>
    /// <param name="Existing">What is recorded.</param>
    /// <param name="Differences">JSON pointers of the members that differ, in document order.</param>
    public sealed record Conflict(RecordedSale Existing, IReadOnlyList<string> Differences) : AppendOutcome;

    /// <summary>The ledger's other entries forbid the sale (only voids depend on them); nothing was written.</summary>
    public sealed record Refused(RefusalReason Reason, string Detail) : AppendOutcome;

    /// <summary>In a batch only: the store gave up on this sale and answered others. Whether it is recorded is open; the same id again tells.</summary>
    public sealed record Unavailable(LedgerUnavailableException Failure) : AppendOutcome;
}

/// <summary>Why a void cannot be recorded.</summary>
public enum RefusalReason
{
    /// <summary>The original is not recorded (yet: a till may upload late), so trying again can succeed.</summary>
    OriginalNotFound,

    /// <summary>Another void already cancels the original.</summary>
    OriginalAlreadyVoided,

    /// <summary>The original is itself a void.</summary>
    OriginalIsVoid,

    /// <summary>The original belongs to another store or has another currency.</summary>
    OriginalMismatch,
}

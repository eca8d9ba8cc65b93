using System.ComponentModel.DataAnnotations;

namespace GadgetSales.Embedded.Feed;

/// <summary>Section <c>Embedded:Feed</c>: the pump between ledger and lake.</summary>
public sealed class FeedOptions
{
    public const string Section = "Embedded:Feed";

    /// <summary>Milliseconds between two looks into an idle ledger.</summary>
    [Range(1, 60_000)]
    public int IdlePollMilliseconds { get; set; } = 100;

    /// <summary>
    /// Milliseconds between the starts of two transactions while sales arrive. Each costs a sync, so fewer leave the disk to the ledger,
    /// more make sales visible sooner.
    /// </summary>
    [Range(0, 60_000)]
    public int CommitIntervalMilliseconds { get; set; } = 100;

    /// <summary>Entries a transaction takes at most.</summary>
    [Range(1, 1_000_000)]
    public int MaxBatch { get; set; } = 20_000;

    /// <summary>Seconds without sales after which the lake folds its log into its file.</summary>
    [Range(1, 86_400)]
    public int CheckpointAfterIdleSeconds { get; set; } = 5;
}

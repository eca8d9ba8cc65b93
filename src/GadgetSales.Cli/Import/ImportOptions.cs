namespace GadgetSales.Cli.Import;

/// <summary>What an import does beside reading its file.</summary>
sealed record ImportOptions
{
    /// <summary>Sales a request holds at most: the service takes 1,000.</summary>
    internal const int LargestBatch = 1_000;

    /// <summary>A path, or <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>Says what would be recorded, and records nothing.</summary>
    public bool DryRun { get; init; }

    public int BatchSize { get; init; } = 500;

    /// <summary>Requests at the same time.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Null: beside the file, <c>FILE.rejected.csv</c> or <c>.ndjson</c>.</summary>
    public string? Rejected { get; init; }

    /// <summary>Null: beside the rejected lines, <c>FILE.RUN.recorded</c>.</summary>
    public string? Recorded { get; init; }
}

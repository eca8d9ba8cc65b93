namespace GadgetSales.Import.Preview;

/// <summary>What the sales of one currency come to.</summary>
public sealed record CurrencyTotal(string Currency, long Sales, long Returns, long RevenueMinor, long UnitsMilli, DateOnly FirstDay, DateOnly LastDay);

/// <summary>A line that cannot be recorded, and why.</summary>
public sealed record LineFault(long Line, string Reason);

/// <summary>What an import will do, said before it does anything: for a dry run, a person at a page, and the refusal of a file.</summary>
public sealed record ImportPlan
{
    /// <summary>Format, encoding, separator and header in one sentence.</summary>
    public required string Format { get; init; }

    /// <summary>The preset in use, as a person should hear it; null without one.</summary>
    public string? Preset { get; init; }

    /// <summary>Where each field comes from; empty for documents.</summary>
    public IReadOnlyList<(string Field, string Source)> Mapping { get; init; } = [];

    /// <summary>What was decided from the whole file.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why nothing may be recorded; empty when the import can begin.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Null when the file was not read beforehand.</summary>
    public ImportCounts? Counts { get; init; }

    public IReadOnlyList<CurrencyTotal> Totals { get; init; } = [];

    /// <summary>The first lines that cannot be recorded.</summary>
    public IReadOnlyList<LineFault> Faults { get; init; } = [];

    /// <summary>Rows that cannot be recorded, all of them.</summary>
    public long FaultyRows { get; init; }

    /// <summary>The first sales as they would be posted, as JSON.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];
}

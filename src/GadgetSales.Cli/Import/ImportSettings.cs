namespace GadgetSales.Cli.Import;

enum InputFormat
{
    Auto,
    Csv,
    Ndjson,
}

/// <summary>How a file is read.</summary>
sealed record ImportSettings
{
    /// <summary>Sales a request holds at most: the service takes 1,000.</summary>
    internal const int LargestBatch = 1_000;

    /// <summary>A path, or <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    public InputFormat Format { get; init; }

    /// <summary>Null: comma, semicolon, tab or bar, found in the first lines.</summary>
    public char? Delimiter { get; init; }

    /// <summary><c>field=column</c>.</summary>
    public IReadOnlyList<string> Map { get; init; } = [];

    /// <summary><c>field=value</c> for every line.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary><c>column:regular expression</c>.</summary>
    public string? StoreFrom { get; init; }

    public IReadOnlyList<string> Zones { get; init; } = [];

    public string? TimeFormat { get; init; }

    /// <summary>Amounts are integers in cents rather than 11.95.</summary>
    public bool MinorUnits { get; init; }

    public bool DecimalComma { get; init; }

    /// <summary>Lines read ahead while the lines of one sale are brought together.</summary>
    public int GroupWindow { get; init; } = 20_000;

    public int BatchSize { get; init; } = 500;

    /// <summary>Requests at the same time.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Null: beside the file, <c>FILE.rejected.csv</c> or <c>.ndjson</c>.</summary>
    public string? Rejected { get; init; }
}

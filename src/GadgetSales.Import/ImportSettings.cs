namespace GadgetSales.Import;

public enum ImportFormat
{
    Auto,
    Csv,
    Ndjson,
}

/// <summary>How a file is read. Fields are those of <see cref="Columns.ImportFields"/>; columns are named as in the file's header row.</summary>
public sealed record ImportSettings
{
    public ImportFormat Format { get; init; }

    /// <summary>Null: comma, semicolon, tab or bar, found in the first lines.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Null: UTF-8, or UTF-16 where the bytes say so. A byte order mark counts more than this.</summary>
    public string? Encoding { get; init; }

    /// <summary>The line of the column names, from 1; null: found.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>A preset by name, <c>none</c> for none; null: recognised by the header.</summary>
    public string? Preset { get; init; }

    /// <summary><c>field=column</c>, or <c>field=column+column</c>.</summary>
    public IReadOnlyList<string> Map { get; init; } = [];

    /// <summary><c>field=value</c> for every line; an empty value takes the field's column away.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary><c>column:regular expression</c>.</summary>
    public string? StoreFrom { get; init; }

    /// <summary><c>column=value</c>: rows with another value are skipped. Several of one column: any of them.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary><c>column=value</c>: rows with it are skipped.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Columns that are left out on purpose.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Only the first row of a receipt has its id, time and store.</summary>
    public bool FillDown { get; init; }

    public IReadOnlyList<string> Zones { get; init; } = [];

    public string? TimeFormat { get; init; }

    /// <summary>When the trading day starts: what is sold earlier counts for the day before.</summary>
    public TimeSpan? DayStart { get; init; }

    /// <summary>Put before every sale id.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Amounts are integers in cents rather than 11.95.</summary>
    public bool MinorUnits { get; init; }

    /// <summary>How many of the file's quantities make one: 1, 100 or 1,000 (grams of a kilogram).</summary>
    public int QuantityUnit { get; init; } = 1;

    /// <summary>Point or comma; null: decided from each whole column.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether a discount is of one piece; false: of the line; null: asked for where it matters.</summary>
    public bool? DiscountPerUnit { get; init; }

    /// <summary>The whole file is read before anything is given out; without, rows are taken as they come.</summary>
    public bool Check { get; init; } = true;

    /// <summary>Lines read ahead while the lines of one sale are brought together.</summary>
    public int GroupWindow { get; init; } = 20_000;
}

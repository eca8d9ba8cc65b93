using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Presets;

/// <summary>The order of day and month where a date does not show it.</summary>
public enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>What is known of one system's export.</summary>
public sealed record Preset
{
    /// <summary>As in <c>--preset NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The system and its report.</summary>
    public required string Title { get; init; }

    /// <summary>The header was seen in public files: such a file is recognised. Others are only chosen by name.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Columns that only this export has together.</summary>
    public required IReadOnlyList<string> Signature { get; init; }

    /// <summary><c>field=column</c>, <c>field=column+column</c>; columns that a file lacks are passed over.</summary>
    public required IReadOnlyList<string> Map { get; init; }

    /// <summary><c>field=value</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    public IReadOnlyList<RowRule> Rules { get; init; } = [];

    /// <summary>Columns that are known and not needed.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>What the system's words for a receipt's type mean.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The system's words of line kinds.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public bool FillDown { get; init; }

    /// <summary>The order in which the system writes dates that do not show it.</summary>
    public DateOrder Dates { get; init; }

    /// <summary>The receipt's total after discounts, on its first row: what its lines come to above it is a discount of the whole receipt.</summary>
    public string? ReceiptTotal { get; init; }

    /// <summary>Said when the preset is used.</summary>
    public string? Note { get; init; }
}

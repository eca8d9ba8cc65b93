using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Columns;

/// <summary>Where each field of a sale line comes from: one column, several joined, a constant, or nowhere.</summary>
sealed class ColumnMapping
{
    readonly Dictionary<string, int[]> _columns = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    readonly HashSet<string> _off = new(StringComparer.Ordinal);
    readonly HashSet<int> _known = [];

    /// <summary>Reads the options, then the preset, and recognises the other columns by their names.</summary>
    /// <exception cref="ImportRefusedException">An option names an unknown field or column, a column that is used has a twin, or a field that every sale needs has no source.</exception>
    internal ColumnMapping(IReadOnlyList<string> header, ImportSettings settings)
    {
        Header = header;
        Preset = KnownPresets.Of(settings.Preset, header);
        ReadOptions(settings);
        ReadPreset();
        Recognise();
        StoreFrom = settings.StoreFrom is { } rule ? new StorePattern(rule, column => Find("--store-from", column)) : null;
        ColumnHeader.RefuseTwins(Header, [.. _columns.Values.SelectMany(columns => columns), .. StoreFrom is null ? Array.Empty<int>() : [StoreFrom.Column]]);
        RequireAll();
    }

    internal IReadOnlyList<string> Header { get; }

    internal Preset? Preset { get; }

    internal StorePattern? StoreFrom { get; }

    /// <summary>Columns that neither a field nor an option nor the preset knows.</summary>
    internal IEnumerable<int> Unmapped =>
        Enumerable.Range(0, Header.Count).Where(column => !_known.Contains(column) && column != StoreFrom?.Column && !_columns.Values.Any(used => used.Contains(column)));

    internal bool Has(string field) => _columns.ContainsKey(field) || _constants.ContainsKey(field);

    internal bool IsConstant(string field) => _constants.ContainsKey(field);

    internal string? Constant(string field) => _constants.GetValueOrDefault(field);

    /// <summary>The columns of a field; empty without any.</summary>
    internal IReadOnlyList<int> Of(string field) => _columns.GetValueOrDefault(field) ?? [];

    /// <summary>The field with its column's name where that says more: <c>unit_price (Preis)</c>.</summary>
    internal string NameOf(string field)
    {
        var name = string.Join('+', Of(field).Select(column => Header[column].Trim()));
        return name.Length == 0 || ColumnNames.Plain(name) == ColumnNames.Plain(field) ? field : $"{field} ({name})";
    }

    /// <summary>The trimmed value of a field on a row, or null when it has no source there or is empty.</summary>
    internal string? Value(string field, string[] row)
    {
        if (!_columns.TryGetValue(field, out var columns))
        {
            return _constants.GetValueOrDefault(field);
        }

        if (columns.Length > 1)
        {
            var parts = columns.Select(column => Cell.Of(row, column)).Where(part => part.Length > 0).ToArray();
            return parts.Length == 0 ? null : string.Join(ImportFields.Times.Contains(field, StringComparer.Ordinal) ? ' ' : '-', parts);
        }

        var value = Cell.Of(row, columns[0]);
        return value.Length == 0 ? null : value;
    }

    /// <summary>Whether the column of an amount says that it counts minor units: <c>unitPriceMinor</c>.</summary>
    internal bool IsMinor(string field) => _columns.TryGetValue(field, out var columns) && ColumnNames.IsMinor(Header[columns[0]]);

    internal int? IndexOf(string column) => ColumnHeader.IndexOf(Header, column);

    internal int Find(string option, string column) => ColumnHeader.Find(Header, option, column);

    void ReadOptions(ImportSettings settings)
    {
        foreach (var (field, value) in settings.Set.Select(option => Split("--set", option)))
        {
            if (value.Length == 0)
            {
                _off.Add(field);
            }
            else
            {
                _constants[field] = value;
            }
        }

        foreach (var (field, column) in settings.Map.Select(option => Split("--map", option)))
        {
            _columns[field] = IndexOf(column) is { } whole ? [whole] : [.. column.Split('+').Select(part => Find("--map", part.Trim()))];
        }

        foreach (var column in settings.Ignore)
        {
            _known.Add(Find("--ignore", column));
        }
    }

    void ReadPreset()
    {
        foreach (var (field, column) in (Preset?.Map ?? []).Select(entry => Split("preset", entry)))
        {
            var columns = column.Split('+').Select(IndexOf).OfType<int>().ToArray();
            RefuseOtherAmount(field, columns);
            if (columns.Length == column.Split('+').Length && !Has(field) && !_off.Contains(field) && !HasTimeInstead(field))
            {
                _columns[field] = columns;
            }

            _known.UnionWith(columns);
        }

        foreach (var (field, value) in (Preset?.Set ?? []).Select(entry => Split("preset", entry)))
        {
            if (!Has(field) && !_off.Contains(field))
            {
                _constants[field] = value;
            }
        }

        _known.UnionWith((Preset?.Ignore ?? []).Select(IndexOf).OfType<int>());
    }

    /// <summary>A time that an option names replaces the preset's, whichever of the three it is.</summary>
    bool HasTimeInstead(string field) => ImportFields.Times.Contains(field, StringComparer.Ordinal) && ImportFields.Times.Any(Has);

    /// <summary>A line's total that an option calls a unit price is multiplied once more: the file cannot show it, the preset knows.</summary>
    void RefuseOtherAmount(string field, int[] columns)
    {
        if (!ImportFields.Amounts.Contains(field, StringComparer.Ordinal) || columns.Length != 1)
        {
            return;
        }

        foreach (var other in ImportFields.Amounts.Where(other => other != field && Of(other).Contains(columns[0])))
        {
            throw new ImportRefusedException(
                $"--map {other}={Header[columns[0]]}: in {Preset!.Title}, this column is the {field}. Write --map {field}={Header[columns[0]]}, or --preset none when the file is another.");
        }
    }

    internal static (string Field, string Value) Split(string option, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var field = equals < 0 ? text : text[..equals].Trim();
        return equals >= 0 && ImportFields.All.Contains(field, StringComparer.Ordinal)
            ? (field, text[(equals + 1)..].Trim())
            : throw new ImportRefusedException($"{option} {text}: '{field}' is not a field. Write FIELD=…, one of {string.Join(", ", ImportFields.All)}.");
    }

    void Recognise()
    {
        for (var column = 0; column < Header.Count; column++)
        {
            if (!_known.Contains(column) && !_columns.Values.Any(used => used.Contains(column)) && ColumnNames.Recognise(Header[column]) is { } field)
            {
                RecogniseAs(field, column);
            }
        }
    }

    void RecogniseAs(string field, int column)
    {
        if (_off.Contains(field) || _constants.ContainsKey(field))
        {
            // A column of a field that an option settles is known; whether they agree is seen when the rows are read.
            _known.Add(column);
        }
        else if (field == ImportFields.SoldAt && ColumnHeader.ClockBeside(Header, column, _known) is { } clock && !HasTimeInstead(field))
        {
            _columns[field] = [column, clock];
        }
        else
        {
            _columns.TryAdd(field, [column]);
        }
    }

    void RequireAll()
    {
        Require("the sale_id", "--map sale_id=COLUMN", ImportFields.SaleId);
        Require("the quantity", "--map quantity=COLUMN or --set quantity=1", ImportFields.Quantity);
        Require("the currency", "--currency USD", ImportFields.Currency);
        Require("the product", "--map sku=COLUMN", ImportFields.Sku, ImportFields.Name);
        Require("the price", "--map unit_price=COLUMN or --map line_total=COLUMN", ImportFields.UnitPrice, ImportFields.LineTotal);
        Require("the time of the sale", "--map sold_at=COLUMN", [.. ImportFields.Times]);
        if (StoreFrom is null)
        {
            Require("the store_id", "--map store_id=COLUMN, --set store_id=ID or --store-from COLUMN:REGEX", ImportFields.StoreId);
        }
    }

    void Require(string what, string fix, params string[] fields)
    {
        if (!fields.Any(Has))
        {
            var hint = Preset is null && KnownPresets.Suggestion(Header) is { } preset ? $" It looks like {preset.Title}: try --preset {preset.Name}." : "";
            throw new ImportRefusedException($"No column holds {what}: give {fix}. The file has: {string.Join(", ", Header)}.{hint}");
        }
    }
}

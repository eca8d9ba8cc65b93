using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary>Where each field of a sale line comes from: a column, a constant, or nowhere.</summary>
sealed class ColumnMapping
{
    readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);
    readonly List<string> _ignored = [];

    /// <summary>Reads the options and recognises the other columns by their names.</summary>
    /// <exception cref="CommandFailedException">An option names an unknown field or column, a column that is used has a twin, or a field that every sale needs has no source.</exception>
    internal ColumnMapping(IReadOnlyList<string> header, ImportSettings settings)
    {
        Header = header;
        foreach (var (field, value) in settings.Set.Select(option => Split("--set", option)))
        {
            _constants[field] = value;
        }

        foreach (var (field, column) in settings.Map.Select(option => Split("--map", option)))
        {
            _columns[field] = Find("--map", column);
        }

        Recognise();
        StoreFrom = settings.StoreFrom is { } rule ? new StorePattern(rule, column => Find("--store-from", column)) : null;
        RefuseTwins();
        Require(SaleFields.SaleId, "--map sale_id=COLUMN");
        Require(SaleFields.Quantity, "--map quantity=COLUMN or --set quantity=1");
        Require(SaleFields.Currency, "--currency USD");
        RequireOne("the product", "--map sku=COLUMN", SaleFields.Sku, SaleFields.Name);
        RequireOne("the price", "--map unit_price=COLUMN", SaleFields.UnitPrice, SaleFields.LineTotal);
        RequireOne("the time of the sale", "--map sold_at=COLUMN", SaleFields.SoldAt, SaleFields.SoldAtUtc, SaleFields.SoldAtLocal);
        if (StoreFrom is null)
        {
            Require(SaleFields.StoreId, "--map store_id=COLUMN, --set store_id=ID or --store-from COLUMN:REGEX");
        }
    }

    internal IReadOnlyList<string> Header { get; }

    internal StorePattern? StoreFrom { get; }

    internal bool Has(string field) => _columns.ContainsKey(field) || _constants.ContainsKey(field);

    /// <summary>The trimmed value of a field on a row, or null when it has no source there or is empty.</summary>
    internal string? Value(string field, string[] row)
    {
        if (!_columns.TryGetValue(field, out var column))
        {
            return _constants.GetValueOrDefault(field);
        }

        var value = column < row.Length ? row[column].Trim() : "";
        return value.Length == 0 ? null : value;
    }

    /// <summary>Whether the column of an amount says that it counts minor units: <c>unitPriceMinor</c>.</summary>
    internal bool IsMinor(string field) =>
        _columns.TryGetValue(field, out var column) && Header[column].EndsWith("minor", StringComparison.OrdinalIgnoreCase);

    /// <summary>One line a field, for a person to check.</summary>
    internal IEnumerable<(string Field, string Source)> Describe()
    {
        foreach (var field in SaleFields.All)
        {
            if (StoreFrom is not null && field == SaleFields.StoreId)
            {
                yield return (field, $"{Header[StoreFrom.Column]}, matched by {StoreFrom.Pattern}");
            }
            else if (_columns.TryGetValue(field, out var column))
            {
                yield return (field, Header[column]);
            }
            else if (_constants.TryGetValue(field, out var constant))
            {
                yield return (field, $"always '{constant}'");
            }
        }

        if (!Has(SaleFields.Sku))
        {
            yield return (SaleFields.Sku, "made from the name");
        }

        if (!Has(SaleFields.Discount) && Has(SaleFields.LineTotal) && Has(SaleFields.UnitPrice))
        {
            yield return (SaleFields.Discount, "quantity × unit_price − line_total");
        }

        if (_ignored.Count > 0)
        {
            yield return ("(not used)", string.Join(", ", _ignored));
        }
    }

    static (string Field, string Value) Split(string option, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var field = equals < 0 ? text : text[..equals].Trim();
        if (equals < 0 || !SaleFields.All.Contains(field, StringComparer.Ordinal))
        {
            throw CommandFailedException.Usage($"{option} {text}: '{field}' is not a field. Write FIELD=…, one of {string.Join(", ", SaleFields.All)}.");
        }

        return (field, text[(equals + 1)..].Trim());
    }

    int Find(string option, string column)
    {
        var index = Header.ToList().FindIndex(name => string.Equals(name.Trim(), column, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw CommandFailedException.Usage($"{option}: the file has no column '{column}'. It has: {string.Join(", ", Header)}.");
    }

    void Recognise()
    {
        for (var column = 0; column < Header.Count; column++)
        {
            if (_columns.ContainsValue(column))
            {
                continue;
            }

            if (SaleFields.Recognise(Header[column]) is not { } field || _constants.ContainsKey(field) || !_columns.TryAdd(field, column))
            {
                _ignored.Add(Header[column]);
            }
        }
    }

    /// <summary>Of two columns with one name, nobody can say which counts.</summary>
    void RefuseTwins()
    {
        int[] used = StoreFrom is null ? [.. _columns.Values] : [.. _columns.Values, StoreFrom.Column];
        foreach (var column in used)
        {
            if (Header.Count(name => string.Equals(name.Trim(), Header[column].Trim(), StringComparison.OrdinalIgnoreCase)) > 1)
            {
                throw CommandFailedException.Usage($"The file has several columns '{Header[column].Trim()}': rename those that do not count.");
            }
        }
    }

    void Require(string field, string fix) => RequireOne($"the {field}", fix, field);

    void RequireOne(string what, string fix, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (Has(field))
            {
                return;
            }
        }

        throw CommandFailedException.Usage($"No column holds {what}: give {fix}. The file has: {string.Join(", ", Header)}.");
    }
}

namespace GadgetSales.Import.Columns;

/// <summary>A rule about rows that are no sales: skipped with its reason, or, where nobody can say what they are, a fault.</summary>
/// <param name="Column">By name.</param>
/// <param name="Values">Compared without case; an asterisk is any value but an empty one.</param>
/// <param name="Reason">What is said of the row.</param>
/// <param name="Keep">Rows with these values stay and all others go.</param>
/// <param name="IsFault">The row is not skipped but wrong.</param>
public sealed record RowRule(string Column, IReadOnlyList<string> Values, string Reason, bool Keep = false, bool IsFault = false);

/// <summary>Tells the rows of a table that are sales from the others.</summary>
sealed class RowFilter
{
    static readonly RowRule Total = new("", [], "a row of totals");
    static readonly RowRule Payment = new("", [], "a payment, tip, tax or rounding, by its name");
    static readonly RowRule Remark = new("", [], "no product, time, quantity or amount");

    readonly List<(int Column, RowRule Rule)> _rules = [];
    readonly ColumnMapping _columns;

    /// <exception cref="ImportRefusedException">An option names a column that is not there.</exception>
    internal RowFilter(ColumnMapping columns, ImportSettings settings)
    {
        _columns = columns;
        foreach (var rule in columns.Preset?.Rules ?? [])
        {
            if (columns.IndexOf(rule.Column) is { } column)
            {
                _rules.Add((column, rule));
            }
        }

        foreach (var group in settings.Only.Select(option => Split("--only", option)).GroupBy(option => option.Column, StringComparer.OrdinalIgnoreCase))
        {
            _rules.Add((columns.Find("--only", group.Key), new RowRule(group.Key, [.. group.Select(option => option.Value)], $"not --only {group.Key}={string.Join('|', group.Select(option => option.Value))}", Keep: true)));
        }

        foreach (var (name, value) in settings.Skip.Select(option => Split("--skip", option)))
        {
            _rules.Add((columns.Find("--skip", name), new RowRule(name, [value], $"--skip {name}={value}")));
        }
    }

    /// <summary>Columns that a rule looks at.</summary>
    internal IEnumerable<int> Columns => _rules.Select(rule => rule.Column);

    /// <summary>Why the row is not a sale or cannot be one; null when it is.</summary>
    internal RowRule? Of(string[] row)
    {
        foreach (var (column, rule) in _rules)
        {
            var value = column < row.Length ? row[column].Trim() : "";
            if (rule.Values.Any(known => known == "*" ? value.Length > 0 : string.Equals(known, value, StringComparison.OrdinalIgnoreCase)) != rule.Keep)
            {
                return rule;
            }
        }

        var name = _columns.Value(ImportFields.Sku, row) is null ? _columns.Value(ImportFields.Name, row) : null;
        return LineWords.IsTotal(name) || LineWords.IsTotal(_columns.Value(ImportFields.SaleId, row)) ? Total : LineWords.IsPayment(name, _columns.Has(ImportFields.Sku)) ? Payment : IsRemark(row) ? Remark : null;
    }

    static (string Column, string Value) Split(string option, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : throw new ImportRefusedException($"{option} {text}: write COLUMN=VALUE.");
    }

    bool IsRemark(string[] row) => _columns.Value(ImportFields.Type, row) is null
        && Reads(ImportFields.Sku, row) is null && Reads(ImportFields.Name, row) is null && Reads(ImportFields.UnitPrice, row) is null && Reads(ImportFields.LineTotal, row) is null
        && Reads(ImportFields.SoldAt, row) is null && Reads(ImportFields.SoldAtUtc, row) is null && Reads(ImportFields.SoldAtLocal, row) is null;

    /// <summary>What the row itself has: a value for every row says nothing about this one.</summary>
    string? Reads(string field, string[] row) => _columns.IsConstant(field) ? null : _columns.Value(field, row);
}

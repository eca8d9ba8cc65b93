using System.Collections.Frozen;

namespace GadgetSales.Import.Columns;

/// <summary>
/// Columns that nothing uses and whose names say that leaving them out may record something wrong. One whose values say nothing (all empty,
/// all zero, all "closed") is harmless.
/// </summary>
sealed class UnmappedColumns
{
    const int MostValues = 6;

    static readonly (string What, FrozenSet<string> Words)[] Kinds =
    [
        ("a time", Set("time date datetime timestamp datum zeit uhrzeit hour at")),
        ("a status", Set("status void voided cancelled canceled cancellation storno deleted test training deferred entwertet annulliert")),
        ("a refund", Set("refund refunded refunds return returned returns credit erstattung retoure gutschrift")),
        ("a currency", Set("currency currencies waehrung währung devise moneda valuta")),
        ("a price", Set("price preis prix precio prezzo")),
        ("a tax", Set("tax taxes vat gst hst pst mwst ust steuer iva tva btw moms")),
        ("a total", Set("total totals subtotal sum summe gesamt net netto gross brutto revenue umsatz amount betrag paid balance importe")),
        ("a discount", Set("discount discounts rabatt promotion remise descuento")),
    ];

    static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        ["closed", "completed", "complete", "paid", "fulfilled", "shipped", "delivered", "done", "ok", "success", "succeeded", "settled", "final", "finished", "active", "sale", "no", "false", "n", "f", "none", "-", "nein"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whatever its column is called, such a value says that a row is not simply a sale.</summary>
    static readonly FrozenSet<string> Telling = FrozenSet.ToFrozenSet(
        ["cancelled", "canceled", "void", "voided", "refund", "refunded", "returned", "pending", "draft", "failed", "declined", "parked", "training", "storno", "storniert", "annulliert", "erstattet", "retoure", "abandoned", "deleted", "chargeback"],
        StringComparer.OrdinalIgnoreCase);

    readonly List<Column> _columns;
    readonly List<int> _others;
    readonly Dictionary<int, Seen> _telling = [];
    readonly IReadOnlyList<string> _header;

    internal UnmappedColumns(ColumnMapping columns, RowFilter filter)
    {
        var looked = filter.Columns.ToHashSet();
        _columns = [.. columns.Unmapped.Where(column => !looked.Contains(column)).Select(column => (column, What: KindOf(columns.Header[column]))).Where(found => found.What is not null)
            .Select(found => new Column(found.column, columns.Header[found.column].Trim(), found.What!))];
        _header = columns.Header;
        _others = [.. columns.Unmapped.Where(column => !looked.Contains(column) && KindOf(columns.Header[column]) is null)];
    }

    internal void Observe(string[] row, long line)
    {
        foreach (var column in _others)
        {
            if (Cell.Of(row, column) is { Length: > 0 } value && Telling.Contains(value))
            {
                _telling.TryAdd(column, new Seen(line, value));
            }
        }

        foreach (var column in _columns)
        {
            column.Observe(Cell.Of(row, column.Index));
        }
    }

    /// <summary>One sentence a column that nobody may pass over.</summary>
    internal IEnumerable<string> Refusals() => _columns.Where(column => column.Matters).Select(column =>
        $"Column '{column.Name}' looks like {column.What} and is not used ({string.Join(", ", column.Values.Select(value => $"'{value}'"))}{(column.IsFull ? ", …" : "")}): "
        + $"{Fix(column)}, or leave it out with --ignore \"{column.Name}\".")
        .Concat(_telling.Select(column =>
            $"Column '{_header[column.Key].Trim()}' is not used and says that a row is not simply a sale ({column.Value}): {FixStatus(_header[column.Key].Trim())}, or leave it out with --ignore \"{_header[column.Key].Trim()}\"."));

    static string Fix(Column column) => column.What switch
    {
        "a time" => $"map it, such as --map sold_at=\"Date+{column.Name}\" for a time of day of its own",
        "a status" or "a refund" => FixStatus(column.Name),
        "a currency" => $"map it with --map currency=\"{column.Name}\"",
        "a price" => $"map the one that counts, such as --map unit_price=\"{column.Name}\"",
        "a tax" => $"map it with --map tax=\"{column.Name}\" and --set tax_included=true or false",
        "a discount" => $"map it with --map discount=\"{column.Name}\"",
        _ => $"map it, such as --map line_total=\"{column.Name}\"",
    };

    static string FixStatus(string column) => $"say which rows are sales with --only \"{column}=VALUE\" or --skip \"{column}=VALUE\"";

    static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the name says, word by word: "Net Sales", "refundedAmount", "mwst_satz".</summary>
    internal static string? KindOf(string name)
    {
        var words = Words(name);
        foreach (var (what, known) in Kinds)
        {
            if (words.Any(word => known.Contains(word)))
            {
                return what;
            }
        }

        return null;
    }

    static List<string> Words(string name)
    {
        var words = new List<string>();
        for (var index = 0; index < name.Length;)
        {
            var start = index;
            while (index < name.Length && char.IsLetter(name[index]) && !(index > start && char.IsUpper(name[index]) && char.IsLower(name[index - 1])))
            {
                index++;
            }

            if (index > start)
            {
                words.Add(name[start..index].ToLowerInvariant());
            }
            else
            {
                index++;
            }
        }

        return words;
    }

    sealed class Column(int index, string name, string what)
    {
        readonly HashSet<string> _values = new(StringComparer.OrdinalIgnoreCase);

        internal int Index => index;

        internal string Name => name;

        internal string What => what;

        internal IEnumerable<string> Values => _values.Where(value => value.Length > 0).Take(MostValues - 1);

        internal bool IsFull => _values.Count >= MostValues;

        /// <summary>Something beside nothing, zero, or one word that says that all is well.</summary>
        internal bool Matters => _values.Any(value => value.Length > 0 && !IsNothing(value)) && !(_values.Count == 1 && Harmless.Contains(_values.First()));

        internal void Observe(string value)
        {
            if (!IsFull)
            {
                _values.Add(value);
            }
        }

        /// <summary>0, 0.00, $0,00, no, false.</summary>
        static bool IsNothing(string value) =>
            value is "-" || string.Equals(value, "no", StringComparison.OrdinalIgnoreCase) || string.Equals(value, "false", StringComparison.OrdinalIgnoreCase)
            || (WrittenNumber.TryRead(value, out var number) && !number.Digits.AsSpan().ContainsAnyExcept("0.,"));
    }
}

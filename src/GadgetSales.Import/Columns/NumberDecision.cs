namespace GadgetSales.Import.Columns;

/// <summary>Settles the decimal mark of each column of numbers from what the whole file says.</summary>
static class NumberDecision
{
    const string Options = "give --decimal-comma or --decimal-point";

    /// <summary>
    /// The mark of each column: its own where it shows one, else the option's, else that of the other columns where they agree, else a point.
    /// Adds to <paramref name="refusals"/> where both readings occur, where a column contradicts the option and where nobody can tell.
    /// </summary>
    internal static Dictionary<string, char> Settle(IReadOnlyDictionary<string, NumberEvidence> columns, char? option, Func<string, string> nameOf, List<string> refusals)
    {
        var marks = columns.Values.Select(evidence => evidence.Mark).OfType<char>().Distinct().ToList();
        var shared = marks.Count == 1 ? marks[0] : (char?)null;
        var settled = new Dictionary<string, char>(StringComparer.Ordinal);
        foreach (var (field, evidence) in columns)
        {
            if (evidence.IsMixed)
            {
                refusals.Add($"{nameOf(field)} is written with a decimal point ({evidence.Point}) and with a decimal comma ({evidence.Comma}): correct the file, or import the two kinds of rows apart with --only.");
            }
            else if (option is { } given && evidence.Mark is { } shown && shown != given)
            {
                refusals.Add($"{nameOf(field)} has a decimal {Name(shown)} ({(shown == '.' ? evidence.Point : evidence.Comma)}), --decimal-{Name(given)} says otherwise: leave the option out, each column is decided by itself.");
            }
            else if (evidence.Mark is null && option is null && shared is null && Open(field, evidence) is { } open)
            {
                refusals.Add($"{nameOf(field)}: {open} may have a decimal mark or be in thousands, and no other value tells: {Options}.");
            }

            settled[field] = option ?? evidence.Mark ?? shared ?? '.';
        }

        return settled;
    }

    /// <summary>A point alone in an amount is the decimal one, as everywhere in this program; pieces may be counted in thousands.</summary>
    static Seen? Open(string field, NumberEvidence evidence) => evidence.OpenComma ?? (field == ImportFields.Quantity ? evidence.OpenPoint : null);

    internal static string Name(char mark) => mark == '.' ? "point" : "comma";
}

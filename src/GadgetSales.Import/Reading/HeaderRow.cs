using GadgetSales.Import.Columns;
using GadgetSales.Import.Presets;

namespace GadgetSales.Import.Reading;

/// <summary>Finds the row of column names among the first rows of a file: that in which most cells are names that somebody knows.</summary>
sealed class HeaderRow(ImportSettings settings)
{
    const int Fewest = 3;

    readonly HashSet<string> _named = new(
        settings.Map.Select(option => option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..]).SelectMany(column => column.Split('+').Append(column))
            .Concat(settings.StoreFrom?.Split(':')[..1] ?? [])
            .Concat(KnownPresets.All.Where(preset => settings.Preset is null ? preset.IsConfirmed : preset.Name == settings.Preset).SelectMany(preset => preset.Signature))
            .Select(column => column.Trim()),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The index of the row and how many of its cells are known.</summary>
    internal (int Row, int Known, int Width) Find(IReadOnlyList<TableRow> rows)
    {
        if (settings.HeaderRow is { } line)
        {
            var asked = rows.ToList().FindIndex(row => row.Line == line);
            return asked < 0
                ? throw new ImportRefusedException($"--header-row {line}: no row begins on this line.")
                : (asked, Known(rows[asked]) + Fewest, rows[asked].Fields.Length);
        }

        var (best, known) = (-1, 0);
        for (var index = 0; index < rows.Count; index++)
        {
            var count = Known(rows[index]);
            if (count > known)
            {
                (best, known) = (index, count);
            }
        }

        // A few known words may stand anywhere: then the first row with anything in it has the names.
        var first = rows.ToList().FindIndex(row => row.Fields.Any(field => !string.IsNullOrWhiteSpace(field)));
        best = known >= Fewest || first < 0 ? best : first;
        return best < 0 ? (-1, 0, 0) : (best, known, rows[best].Fields.Length);
    }

    int Known(TableRow row) => row.Fields.Count(field => _named.Contains(field.Trim()) || ColumnNames.Recognise(field) is not null);
}

namespace GadgetSales.Import.Columns;

/// <summary>Looks columns up in a header row, without case.</summary>
static class ColumnHeader
{
    internal static int? IndexOf(IReadOnlyList<string> header, string column)
    {
        for (var index = 0; index < header.Count; index++)
        {
            if (string.Equals(header[index].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return null;
    }

    /// <exception cref="ImportRefusedException">There is no such column.</exception>
    internal static int Find(IReadOnlyList<string> header, string option, string column) =>
        IndexOf(header, column) ?? throw new ImportRefusedException($"{option}: the file has no column '{column}'. It has: {string.Join(", ", header)}.");

    /// <summary>The time of day beside a date.</summary>
    internal static int? ClockBeside(IReadOnlyList<string> header, int date, IReadOnlySet<int> known)
    {
        for (var column = 0; column < header.Count; column++)
        {
            if (column != date && !known.Contains(column) && ColumnNames.IsClock(header[column]))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>Of two columns with one name, nobody can say which counts.</summary>
    /// <exception cref="ImportRefusedException">A column that is used has a twin.</exception>
    internal static void RefuseTwins(IReadOnlyList<string> header, IReadOnlyList<int> used)
    {
        foreach (var column in used)
        {
            if (header.Count(name => string.Equals(name.Trim(), header[column].Trim(), StringComparison.OrdinalIgnoreCase)) > 1)
            {
                throw new ImportRefusedException($"The file has several columns '{header[column].Trim()}': rename those that do not count.");
            }
        }
    }
}

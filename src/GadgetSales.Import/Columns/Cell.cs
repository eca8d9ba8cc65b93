using System.Buffers;

namespace GadgetSales.Import.Columns;

/// <summary>A cell's text as it was before a spreadsheet wrapped it.</summary>
static class Cell
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    /// <summary>Trimmed; <c>="00420"</c> and <c>'00420</c>, by which spreadsheets keep leading zeros, are 00420. Empty beyond the row's end.</summary>
    internal static string Of(string[] row, int column)
    {
        if (column >= row.Length)
        {
            return "";
        }

        var text = row[column].Trim();
        return text is ['=', '"', .., '"'] ? text[2..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : text is ['\'', >= '0' and <= '9', ..] ? text[1..]
            : text;
    }

    /// <summary>A number that a spreadsheet shortened: 4.00638E+12. What it stood for is lost.</summary>
    internal static bool IsShortened(string text)
    {
        var e = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        return e > 0 && e + 2 < text.Length && !text.AsSpan(e + 2).ContainsAnyExceptInRange('0', '9') && !text.AsSpan(0, e).ContainsAnyExcept(Digits);
    }
}

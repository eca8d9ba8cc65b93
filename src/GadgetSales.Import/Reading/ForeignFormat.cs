using System.Text;

namespace GadgetSales.Import.Reading;

/// <summary>Formats that look like files of sales by name and are none that is read.</summary>
static class ForeignFormat
{
    /// <exception cref="ImportRefusedException">The file begins like one of them.</exception>
    internal static void Refuse(string name, ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        var what = Begins(text, "<html") || Begins(text, "<table") || Begins(text, "<!doctype html") ? "an HTML table: open it in a spreadsheet and save it as xlsx or CSV"
            : Begins(text, "<?xml") || Begins(text, "<AuditFile") ? "XML: export the sales as CSV, xlsx or JSON"
            : Begins(text, "%PDF") ? "a PDF: export the sales as CSV, xlsx or JSON"
            : Begins(text, "\"EXTF\"") || Begins(text, "EXTF;") ? "a DATEV batch, which holds bookings and not sales: export the receipts of the till"
            : null;
        if (what is not null)
        {
            throw new ImportRefusedException($"{name} is {what}.");
        }
    }

    static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}

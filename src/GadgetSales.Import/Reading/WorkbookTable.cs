using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace GadgetSales.Import.Reading;

/// <summary>The first sheet of an Excel workbook (xlsx or xls) that has rows.</summary>
sealed class WorkbookTable : Table
{
    const int TrialRows = 40;

    readonly MemoryStream _copy = new();
    readonly IExcelDataReader _reader;
    readonly Queue<TableRow> _first = new();
    long _line;

    static WorkbookTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="ImportRefusedException">The workbook is damaged, protected or empty.</exception>
    internal WorkbookTable(OpenFile file, string name, ImportSettings settings)
    {
        try
        {
            file.Content.CopyTo(_copy);
            _copy.Position = 0;
            _reader = ExcelReaderFactory.CreateReader(_copy);
            do
            {
                Sheet = _reader.Name;
                Fill();
            }
            while (_first.Count == 0 && _reader.NextResult());
        }
        catch (Exception error) when (error is not (OutOfMemoryException or ImportRefusedException))
        {
            // The library throws whatever its parsing runs into: of a damaged workbook, each is as good as the other.
            throw new ImportRefusedException($"{name} is a damaged or protected workbook: {error.Message} Open it in a spreadsheet and save it again as xlsx or CSV.", error);
        }

        var header = new HeaderRow(settings).Find([.. _first]).Row;
        if (header < 0)
        {
            throw new ImportRefusedException($"{name} is empty: a header row is needed.");
        }

        for (var skipped = 0; skipped < header; skipped++)
        {
            _first.Dequeue();
        }

        var row = _first.Dequeue();
        (Header, HeaderLine, HeaderText) = (row.Fields, row.Line, row.Text);
    }

    string Sheet { get; }

    internal override string[] Header { get; }

    internal override long HeaderLine { get; }

    internal override string HeaderText { get; }

    internal override char Separator => ',';

    internal override string? Note => _reader.ResultsCount > 1 ? $"sheet '{Sheet}' is read, the other {_reader.ResultsCount - 1} are not{(base.Note is { } note ? "; " + note : "")}" : base.Note;

    internal override IEnumerable<TableRow> Rows()
    {
        while (_first.TryDequeue(out var row) || TryRead(out row))
        {
            yield return row;
        }
    }

    public override void Dispose()
    {
        _reader.Dispose();
        _copy.Dispose();
    }

    void Fill()
    {
        for (_line = 0; _first.Count < TrialRows && TryRead(out var row);)
        {
            _first.Enqueue(row);
        }
    }

    bool TryRead(out TableRow row)
    {
        row = default;
        if (!_reader.Read())
        {
            return false;
        }

        var fields = new string[_reader.FieldCount];
        for (var column = 0; column < fields.Length; column++)
        {
            fields[column] = Text(_reader.GetValue(column));
        }

        row = new TableRow(++_line, fields, string.Join(',', fields.Select(Quoted)));
        return true;
    }

    static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => Number(number),
        DateTime { Date: { Year: 1899 } } clock => clock.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan clock => clock.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The fifteen digits that a spreadsheet shows; three decimals get a fourth, so that 1.234 cannot be taken for a thousand.</summary>
    static string Number(double number)
    {
        var text = number.ToString("0.##############", CultureInfo.InvariantCulture);
        var rounded = double.Parse(number.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        text = Math.Abs(rounded) < 1e15 ? ((decimal)rounded).ToString(CultureInfo.InvariantCulture) : text;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point >= 0 && text.Length - point == 4 ? text + "0" : text;
    }

    static string Quoted(string field) =>
        field.AsSpan().ContainsAny("\",\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}

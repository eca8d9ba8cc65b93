using System.Text;
using CsvHelper;

namespace GadgetSales.Import.Reading;

/// <summary>A CSV file, its separator and header found in its first rows.</summary>
sealed class CsvTable : Table
{
    const int TrialRows = 40;

    /// <summary>A record this long means that a quote was never closed.</summary>
    const int LongestRecord = 1 << 20;

    readonly StreamReader _text;
    readonly CsvReader _reader;
    CsvMalformedReason? _malformed;

    /// <exception cref="ImportRefusedException">The file is empty, or its header is not where it was said to be.</exception>
    internal CsvTable(OpenFile file, string name, ImportSettings settings)
    {
        var encoding = TextEncoding.Of(file.Start.Span, settings.Encoding);
        var (separator, header) = Sniff(encoding, file.Start, settings);
        _text = new StreamReader(file.Content, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        _reader = CsvReader.Create(_text, Options(separator) with { OnMalformedRecord = record => _malformed = record.Reason, MaxRecordSize = LongestRecord, PoolStrings = true });
        for (var row = 0; row <= header; row++)
        {
            if (!_reader.Read())
            {
                header = -1;
            }
        }

        if (header < 0)
        {
            throw new ImportRefusedException($"{name} is empty: a header row is needed.");
        }

        Header = _reader.Current.ToArray();
        HeaderText = RawText();
        HeaderLine = _reader.LineNumber;
        Separator = separator;
    }

    internal override string[] Header { get; }

    internal override long HeaderLine { get; }

    internal override string HeaderText { get; }

    internal override char Separator { get; }

    internal override IEnumerable<TableRow> Rows()
    {
        for (_malformed = null; _reader.Read(); _malformed = null)
        {
            // A quote inside a field that does not begin with one is only a quote.
            var fault = _malformed is { } reason and not CsvMalformedReason.StrayQuote ? $"the quotes are wrong ({reason})" : null;
            yield return new TableRow(_reader.LineNumber, _reader.Current.ToArray(), KeepsText ? RawText() : "", fault);
        }
    }

    public override void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }

    string RawText() => Encoding.UTF8.GetString(_reader.RawRecord);

    static CsvReaderOptions Options(char separator) => new()
    {
        HasHeader = false,
        Separator = separator,
        SkipEmptyLines = false,
        TrackLineNumbers = true,
    };

    /// <summary>The separator under which the first rows hold the most column names, then the most columns.</summary>
    static (char Separator, int Header) Sniff(Encoding encoding, ReadOnlyMemory<byte> start, ImportSettings settings)
    {
        var decoder = encoding.GetDecoder();
        decoder.Fallback = DecoderFallback.ReplacementFallback;
        var letters = new char[encoding.GetMaxCharCount(start.Length)];
        var sample = new string(letters, 0, decoder.GetChars(start.Span, letters, flush: false)).TrimStart('\uFEFF');
        var header = new HeaderRow(settings);
        char[] candidates = settings.Delimiter is { } asked ? [asked] : [',', ';', '\t', '|'];
        return candidates.Select(separator => (Separator: separator, Found: header.Find(Rows(sample, separator))))
            .OrderByDescending(candidate => candidate.Found.Known).ThenByDescending(candidate => candidate.Found.Width)
            .Select(candidate => (candidate.Separator, candidate.Found.Row)).First();
    }

    static List<TableRow> Rows(string sample, char separator)
    {
        using var reader = CsvReader.FromText(sample, Options(separator));
        var rows = new List<TableRow>();
        while (rows.Count < TrialRows && reader.Read())
        {
            rows.Add(new TableRow(reader.LineNumber, reader.Current.ToArray(), ""));
        }

        return rows;
    }
}

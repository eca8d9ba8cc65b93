using System.Text;
using CsvHelper;
using GadgetSales.Cli.Posting;
using GadgetSales.Cli.Shell;

namespace GadgetSales.Cli.Import;

/// <summary>Sales of a CSV file with a header row. Blank rows and header rows inside the file are skipped and counted.</summary>
sealed class CsvSource : IDisposable
{
    const int Trial = 100;

    /// <summary>A record this long means that a quote was never closed.</summary>
    const int LongestRecord = 1 << 20;

    readonly CsvReader _reader;
    readonly SaleCounts _counts;
    readonly RejectedFile _rejected;
    readonly RowReader _rows;
    readonly SaleGroups _groups;
    readonly string[] _header;
    CsvMalformedReason? _malformed;
    int _faults;

    /// <exception cref="CommandFailedException">The file is empty, or its columns are not enough for a sale.</exception>
    internal CsvSource(InputFile file, ImportSettings settings, SaleCounts counts, RejectedFile rejected)
    {
        _reader = CsvReader.Create(file.Content, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = settings.Delimiter,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
            PoolStrings = true,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
        _counts = counts;
        _rejected = rejected;
        if (!_reader.Read())
        {
            throw CommandFailedException.Usage($"{settings.File} is empty: a header row is needed.");
        }

        _header = _reader.Current.ToArray();
        Columns = new ColumnMapping(_header, settings);
        rejected.BeginCsv(RawText(), _reader.Separator);
        _rows = new RowReader(Columns, settings);
        _groups = new SaleGroups(settings.GroupWindow);
    }

    internal ColumnMapping Columns { get; }

    /// <summary>Reads the file once, to its end.</summary>
    internal IEnumerable<PendingSale> Read(CancellationToken cancellationToken)
    {
        for (_malformed = null; _reader.Read(); _malformed = null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Next(_reader.LineNumber) is { } complete && Make(complete) is { } sale)
            {
                yield return sale;
            }
        }

        foreach (var sale in _groups.Rest().Select(Make))
        {
            if (sale is not null)
            {
                yield return sale;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    IReadOnlyList<SaleRow>? Next(long line)
    {
        var fields = _reader.Current.ToArray();
        if (fields.All(string.IsNullOrWhiteSpace))
        {
            _counts.AddBlank();
            return null;
        }

        if (fields.AsSpan().SequenceEqual(_header))
        {
            _counts.AddHeader();
            return null;
        }

        _counts.AddLine();
        var row = _rows.Read(new SourceLine(line, RawText()), fields);
        if (_malformed is { } malformed and not CsvMalformedReason.StrayQuote)
        {
            row = row with { Fault = $"the quotes are wrong ({malformed})" };
        }

        if (row.Fault is { } fault && ++_faults == Trial && _counts.Lines == Trial)
        {
            throw CommandFailedException.Usage($"None of the first {Trial} lines can be read. Line {line}: {fault}.");
        }

        return _groups.Add(row);
    }

    PendingSale? Make(IReadOnlyList<SaleRow> rows)
    {
        _counts.AddSale();
        var lines = rows.Select(row => row.Source).ToArray();
        if (SaleAssembly.Make(rows, out var reason) is not { } sale)
        {
            _rejected.Add(lines, reason!);
            _counts.AddRejected(lines.Length);
            return null;
        }

        return PendingSale.Of(sale, lines);
    }

    string RawText() => Encoding.UTF8.GetString(_reader.RawRecord);
}

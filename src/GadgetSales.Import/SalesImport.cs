using System.Text;
using CsvHelper;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Preview;
using GadgetSales.Import.Reading;
using GadgetSales.Import.Receipts;

namespace GadgetSales.Import;

/// <summary>
/// A file of sales: <see cref="Plan"/> reads the whole of it and says what it will become, <see cref="Read"/> gives the sales in the file's order.
/// Not thread-safe, but for <see cref="Fraction"/>.
/// </summary>
public sealed class SalesImport(ImportFile file, ImportSettings settings, TimeProvider time) : IDisposable
{
    OpenFile? _open;
    TableImport? _table;
    StreamReader? _documents;
    long _lines;

    /// <summary>Whether the file holds sale documents as JSON rather than a table; known after <see cref="Plan"/>.</summary>
    public bool IsJson { get; private set; }

    /// <summary>The header row and separator of a table, for files that repeat some of its rows.</summary>
    public (string Header, char Separator)? Header => _table is { } table ? (table.Table.HeaderText, table.Table.Separator) : null;

    /// <summary>How much of the file the present reading has taken, 0 to 1; null where its length is not known.</summary>
    public double? Fraction => _open is { Length: > 0 } open ? (double)open.Position / open.Length.Value : null;

    /// <summary>Reads the whole file, unless <see cref="ImportSettings.Check"/> is off, and says what it will become. Records nothing.</summary>
    /// <exception cref="ImportRefusedException">The file or an option is such that there is nothing to plan.</exception>
    public ImportPlan Plan(CancellationToken cancellationToken)
    {
        Open();
        if (!settings.Check)
        {
            _table?.Decide(ColumnDecisions.Unchecked(_table.Columns, settings));
            return Describe();
        }

        var decisions = _table is null ? null : Guard(() => _table.Profile(cancellationToken));
        if (decisions is { Refusals.Count: > 0 })
        {
            return Describe() with { Notes = [.. Notes(), .. decisions.Notes], Refusals = decisions.Refusals };
        }

        if (decisions is not null)
        {
            Open();
            _table!.Decide(decisions);
        }

        var counts = new ImportCounts();
        var totals = new PlanTotals(time.GetUtcNow());
        foreach (var receipt in Receipts(counts, cancellationToken))
        {
            totals.Add(receipt);
        }

        var plan = Describe() with
        {
            Counts = counts,
            Totals = totals.Totals,
            Faults = totals.Faults,
            FaultyRows = totals.FaultyRows,
            Samples = totals.Samples,
            Notes = [.. Notes(), .. decisions?.Notes ?? [], .. totals.Notes],
            Refusals = !IsJson && totals.Refusal(counts.Lines) is { } refusal ? [refusal] : [],
        };
        Open();
        _table?.Decide(decisions!);
        return plan;
    }

    /// <summary>The receipts, once, after <see cref="Plan"/>.</summary>
    /// <exception cref="ImportRefusedException">The file is damaged; what was given out before is right.</exception>
    public IEnumerable<ImportedReceipt> Read(ImportCounts counts, CancellationToken cancellationToken) => Receipts(counts, cancellationToken);

    public void Dispose() => Close();

    void Close()
    {
        _table?.Table.Dispose();
        _documents?.Dispose();
        _open?.Dispose();
        (_table, _documents, _open) = (null, null, null);
    }

    void Open()
    {
        Close();
        _lines = 0;
        _open = file.Open();
        IsJson = settings.Format == ImportFormat.Ndjson || (settings.Format == ImportFormat.Auto && !_open.IsWorkbook && JsonDocuments.Begin(_open.Start.Span));
        if (IsJson)
        {
            _documents = new StreamReader(_open.Content, TextEncoding.Of(_open.Start.Span, settings.Encoding), detectEncodingFromByteOrderMarks: false);
            return;
        }

        ForeignFormat.Refuse(file.Name, _open.Start.Span);
        var table = Guard<Table>(() => _open.IsWorkbook ? new WorkbookTable(_open, file.Name, settings) : new CsvTable(_open, file.Name, settings));
        _table = new TableImport(table, settings);
    }

    IEnumerable<ImportedReceipt> Receipts(ImportCounts counts, CancellationToken cancellationToken)
    {
        var receipts = _table is { } table ? table.Receipts(counts, cancellationToken) : Documents(counts, cancellationToken);
        using var each = receipts.GetEnumerator();
        while (Guard(each.MoveNext))
        {
            _lines = counts.Lines;
            yield return each.Current;
        }
    }

    IEnumerable<ImportedReceipt> Documents(ImportCounts counts, CancellationToken cancellationToken)
    {
        var reader = new DocumentReader(time);
        foreach (var line in JsonDocuments.Read(_documents!))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Text.Length == 0)
            {
                counts.AddBlank();
                continue;
            }

            counts.AddLine();
            counts.AddReceipt(repeated: 0);
            yield return reader.Read(line);
        }
    }

    ImportPlan Describe() => new()
    {
        Format = Format(),
        Preset = _table?.Columns.Preset is { } preset
            ? $"{preset.Title} (--preset {preset.Name}{(preset.IsConfirmed ? "" : ", unconfirmed: check the five sales of --dry-run")}{(preset.Note is { } note ? $"; {note}" : "")}; for another file give --preset none)"
            : null,
        Mapping = _table is null ? [] : [.. MappingTable.Of(_table.Columns)],
        Notes = [.. Notes()],
    };

    string Format() => IsJson ? "sale documents as JSON"
        : _open!.IsWorkbook ? "a workbook"
        : $"CSV, {_table!.Table.Separator switch { '\t' => "tab", var mark => $"'{mark}'" }} between the fields";

    IEnumerable<string> Notes() => _table?.Table.Note is { } note ? [note] : [];

    /// <summary>A damaged file ends the reading with a message; what was read before is right.</summary>
    T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException error)
        {
            throw TextEncoding.Explain(file, settings.Encoding, error);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or CsvFormatException)
        {
            throw new ImportRefusedException($"{file.Name} is damaged after line {_lines}: {error.Message}", error);
        }
    }
}

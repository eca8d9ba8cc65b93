using System.Buffers;
using GadgetSales.Core.Sales;
using GadgetSales.Import.Columns;
using GadgetSales.Import.Preview;
using GadgetSales.Import.Reading;
using GadgetSales.Import.Receipts;

namespace GadgetSales.Import;

/// <summary>One reading of a table: rows → those of sales, filled down → receipts.</summary>
sealed class TableImport
{
    const int Trial = 100;

    readonly ImportSettings _settings;
    readonly RowFilter _filter;
    readonly FillDown _fillDown;
    ColumnDecisions? _decisions;

    /// <exception cref="ImportRefusedException">The columns are not enough for a sale, or an option contradicts them.</exception>
    internal TableImport(Table table, ImportSettings settings)
    {
        (Table, _settings) = (table, settings);
        Columns = new ColumnMapping(table.Header, settings);
        _filter = new RowFilter(Columns, settings);
        _fillDown = new FillDown(Columns, _filter, settings);
    }

    internal Table Table { get; }

    internal ColumnMapping Columns { get; }

    /// <summary>Before <see cref="Receipts"/>.</summary>
    internal void Decide(ColumnDecisions decisions) => _decisions = decisions;

    /// <summary>Reads the rows to their end and decides how the columns are read.</summary>
    internal ColumnDecisions Profile(CancellationToken cancellationToken)
    {
        var profile = new ColumnProfile(Columns, _settings, _filter);
        Table.KeepsText = false;
        foreach (var row in Table.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsBlank(row) || IsHeader(row))
            {
                continue;
            }

            _fillDown.Apply(row.Fields);
            if (row.Fault is null && _filter.Of(row.Fields) is null)
            {
                profile.Observe(row.Fields, row.Line);
            }
        }

        return profile.Decide();
    }

    /// <summary>Reads the rows to their end, once.</summary>
    internal IEnumerable<ImportedReceipt> Receipts(ImportCounts counts, CancellationToken cancellationToken)
    {
        var reader = new RowReader(Columns, _decisions!, _settings);
        var groups = new ReceiptGroups(_settings.GroupWindow);
        var faults = 0;
        foreach (var row in Table.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Next(row, reader, counts) is not { } next)
            {
                if (IsHeader(row))
                {
                    groups.Break();
                }

                continue;
            }

            RefuseWhenNothingReads(next, ++faults, counts);
            faults = next.Fault is null ? int.MinValue : faults;
            if (groups.Add(next) is { } complete)
            {
                yield return Make(complete, counts);
            }
        }

        foreach (var receipt in groups.Rest())
        {
            yield return Make(receipt, counts);
        }
    }

    ReceiptRow? Next(TableRow row, RowReader reader, ImportCounts counts)
    {
        if (IsBlank(row))
        {
            counts.AddBlank();
            return null;
        }

        if (IsHeader(row))
        {
            counts.AddHeader();
            return null;
        }

        counts.AddLine();
        _fillDown.Apply(row.Fields);
        var rule = row.Fault is null ? _filter.Of(row.Fields) : null;
        if (rule is { IsFault: false })
        {
            counts.AddSkipped(rule.Reason, row.Line);
            return null;
        }

        return reader.Read(row, rule?.Reason);
    }

    /// <summary>Without the check of the whole file, this much of it is looked at before anything is given out.</summary>
    void RefuseWhenNothingReads(ReceiptRow row, int faults, ImportCounts counts)
    {
        if (!_settings.Check && faults == Trial && row.Fault is { } fault)
        {
            throw new ImportRefusedException($"None of the first {counts.Lines} lines can be read. Line {row.Source.Number}: {fault}.");
        }
    }

    static bool IsBlank(TableRow row) => row.Fields.All(string.IsNullOrWhiteSpace);

    bool IsHeader(TableRow row) => row.Fields.AsSpan().SequenceEqual(Table.Header);

    static ImportedReceipt Make(IReadOnlyList<ReceiptRow> rows, ImportCounts counts)
    {
        var lines = rows.Select(row => row.Source).ToArray();
        var document = ReceiptAssembly.Make(rows, out var reason, out var repeated);
        counts.AddReceipt(repeated);
        if (document is null)
        {
            return new ImportedReceipt(lines, default, reason) { FaultyRows = rows.Count(row => row.Fault is not null) };
        }

        var json = new ArrayBufferWriter<byte>(512);
        document.WriteTo(json);
        return new ImportedReceipt(lines, json.WrittenMemory, null)
        {
            Document = document,
            RepeatedRows = repeated,
            Sale = new SaleIdentity(document.SaleId, document.StoreId, document.SoldAt, document.Day, document.Currency, document.Type == SaleType.Void),
        };
    }
}

using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Gives a receipt's later rows what only its first row has: its id, time, store, status.</summary>
sealed class FillDown
{
    readonly int[] _columns;
    readonly ColumnMapping _mapping;
    string[]? _first;

    internal FillDown(ColumnMapping columns, RowFilter filter, ImportSettings settings)
    {
        _mapping = columns;
        _columns = !settings.FillDown && columns.Preset?.FillDown != true
            ? []
            : [.. ImportFields.OfReceipt.SelectMany(columns.Of).Concat(filter.Columns).Concat(columns.Preset?.ReceiptTotal is { } total && columns.IndexOf(total) is { } index ? [index] : []).Distinct()];
    }

    /// <summary>Changes the row where it goes on with the receipt above.</summary>
    internal void Apply(string[] row)
    {
        if (_columns.Length == 0)
        {
            return;
        }

        var saleId = _mapping.Value(ImportFields.SaleId, row);
        if (_first is null || (saleId is not null && saleId != _mapping.Value(ImportFields.SaleId, _first)))
        {
            _first = row;
            return;
        }

        foreach (var column in _columns)
        {
            if (column < row.Length && column < _first.Length && string.IsNullOrWhiteSpace(row[column]))
            {
                row[column] = _first[column];
            }
        }
    }
}

namespace GadgetSales.Import.Receipts;

/// <summary>
/// Brings the lines of a receipt together, wherever they are within the window. Memory is bounded by the window: when more lines wait, the oldest
/// receipt is complete. A line that comes later still makes a sale of the same id with other content, which the service answers with a conflict:
/// it is reported and never counted twice.
/// </summary>
sealed class ReceiptGroups(int window)
{
    readonly Dictionary<string, List<ReceiptRow>> _open = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();
    string? _last;
    int _waiting;

    /// <summary>Says that something else than a line of the same receipt came, a header row for instance.</summary>
    internal void Break() => _last = null;

    /// <summary>Takes a line and gives the receipt that is complete with it, if any.</summary>
    internal IReadOnlyList<ReceiptRow>? Add(ReceiptRow row)
    {
        if (row.SaleId is null)
        {
            _last = null;
            return [row];
        }

        if (!_open.TryGetValue(row.SaleId, out var rows))
        {
            _open.Add(row.SaleId, rows = []);
            _order.Enqueue(row.SaleId);
        }

        rows.Add(row with { BeginsBlock = row.SaleId != _last });
        _last = row.SaleId;
        return ++_waiting > window ? Take() : null;
    }

    /// <summary>Gives the receipts that still wait, in the order of their first lines.</summary>
    internal IEnumerable<IReadOnlyList<ReceiptRow>> Rest()
    {
        while (_order.Count > 0)
        {
            yield return Take();
        }
    }

    List<ReceiptRow> Take()
    {
        _open.Remove(_order.Dequeue(), out var rows);
        _waiting -= rows!.Count;
        return rows;
    }
}

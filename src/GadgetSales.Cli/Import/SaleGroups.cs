namespace GadgetSales.Cli.Import;

/// <summary>
/// Brings the lines of a sale together, wherever they are within the window. Memory is bounded by the window: when more lines wait, the oldest
/// sale is complete. A line that comes later still makes a sale of the same id with other content, which the service answers with a conflict:
/// it is reported and never counted twice.
/// </summary>
sealed class SaleGroups(int window)
{
    readonly Dictionary<string, List<SaleRow>> _open = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();
    int _waiting;

    /// <summary>Takes a line and gives the sale that is complete with it, if any.</summary>
    internal IReadOnlyList<SaleRow>? Add(SaleRow row)
    {
        if (row.SaleId is null)
        {
            return [row];
        }

        if (!_open.TryGetValue(row.SaleId, out var rows))
        {
            _open.Add(row.SaleId, rows = []);
            _order.Enqueue(row.SaleId);
        }

        rows.Add(row);
        return ++_waiting > window ? Take() : null;
    }

    /// <summary>Gives the sales that still wait, in the order of their first lines.</summary>
    internal IEnumerable<IReadOnlyList<SaleRow>> Rest()
    {
        while (_order.Count > 0)
        {
            yield return Take();
        }
    }

    List<SaleRow> Take()
    {
        _open.Remove(_order.Dequeue(), out var rows);
        _waiting -= rows!.Count;
        return rows;
    }
}

using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Reconciliation;

/// <summary>The recorded sales of a store, each business date read from the ledger once for one answer.</summary>
sealed class StoreDays(ISalesLedger ledger, string storeId, CancellationToken cancellationToken)
{
    const int PageSize = 1_000;

    readonly Dictionary<DateOnly, IReadOnlyList<RecordedSale>> _days = [];

    public async ValueTask<IReadOnlyList<RecordedSale>> ReadAsync(DateOnly date)
    {
        if (_days.TryGetValue(date, out var read))
        {
            return read;
        }

        List<RecordedSale> sales = [];
        string? cursor = null;
        do
        {
            var page = await ledger.ListAsync(storeId, date, cursor, PageSize, cancellationToken);
            sales.AddRange(page.Sales);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return _days[date] = sales;
    }
}

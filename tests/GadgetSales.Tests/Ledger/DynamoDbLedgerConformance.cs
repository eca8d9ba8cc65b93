using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Conformance;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

/// <summary>Against dynalite, or whatever the standard AWS variables name (<see cref="Dynalite"/>).</summary>
[Slow]
public sealed class DynamoDbLedgerConformance : LedgerListConformance
{
    DynamoTable _table = null!;
    ISalesLedger _ledger = null!;

    protected override ISalesLedger Ledger => _ledger;

    public override async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        await ReopenAsync();
    }

    public override ValueTask DisposeAsync() => _table.DisposeAsync();

    protected override ValueTask ReopenAsync()
    {
        _ledger = _table.Open();
        return ValueTask.CompletedTask;
    }

    protected override Task ListedAsync(IReadOnlyList<Sale> sales) => Eventually.TrueAsync(
        async () =>
        {
            foreach (var day in sales.GroupBy(sale => (sale.StoreId, sale.BusinessDate)))
            {
                var listed = await Ledger.ListAsync(day.Key.StoreId, day.Key.BusinessDate, cursor: null, limit: 1000, Stop);
                if (day.Select(sale => sale.SaleId).Except(listed.Sales.Select(sale => sale.Sale.SaleId)).Any())
                {
                    return false;
                }
            }

            return true;
        },
        "the index holds what the table holds");
}

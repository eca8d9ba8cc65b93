using GadgetSales.Core.Ledger;

namespace GadgetSales.Api.Sales;

/// <summary>What later receipts did to a sale, told to a caller without a word about stores it does not cover.</summary>
public sealed class LinkedSales(ISaleLinks links, ISalesLedger ledger)
{
    public async ValueTask<SaleLinks> FindAsync(string saleId, Caller caller, CancellationToken cancellationToken)
    {
        // A void belongs to the store of its original; a return may have been taken anywhere.
        var found = await links.FindAsync(saleId, cancellationToken);
        if (caller.Stores is null || found.Returns.Count == 0)
        {
            return found;
        }

        List<string> covered = [];
        foreach (var id in found.Returns)
        {
            if (await ledger.FindAsync(id, cancellationToken) is { } sale && caller.Covers(sale.Sale.StoreId))
            {
                covered.Add(id);
            }
        }

        return found with { Returns = covered };
    }
}

using GadgetSales.Core.Sales;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// Orders a batch where order matters: sales that share an id, and voids with their originals and with each other, go one after the other as they
/// stand; all else may go at once. Sales of one wave do not depend on each other, and depend on earlier waves only.
/// </summary>
static class BatchWaves
{
    /// <summary>The places of the batch's sales, wave by wave. A batch without repeats and voids is one wave.</summary>
    public static IReadOnlyList<List<int>> Of(IReadOnlyList<Sale> sales)
    {
        var waves = new List<List<int>>();
        var next = new Dictionary<string, int>(sales.Count, StringComparer.Ordinal);
        for (var index = 0; index < sales.Count; index++)
        {
            var sale = sales[index];
            var original = sale.Type == SaleType.Void ? sale.OriginalSaleId! : sale.SaleId;
            var wave = Math.Max(next.GetValueOrDefault(sale.SaleId), next.GetValueOrDefault(original));
            next[sale.SaleId] = next[original] = wave + 1;
            if (wave == waves.Count)
            {
                waves.Add([]);
            }

            waves[wave].Add(index);
        }

        return waves;
    }
}

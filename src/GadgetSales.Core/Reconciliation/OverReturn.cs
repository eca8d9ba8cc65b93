using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Reconciliation;

/// <summary>More of a product came back than its sale sold.</summary>
/// <param name="Sold">Of the sku, on the original; null where the original was never recorded.</param>
/// <param name="Returned">Of the sku, on all returns that name it and are not voided.</param>
/// <param name="ReturnIds">Those returns.</param>
public sealed record OverReturn(string OriginalSaleId, string Sku, decimal? Sold, decimal Returned, IReadOnlyList<string> ReturnIds)
{
    /// <param name="originalSaleId">What the returns name.</param>
    /// <param name="original">Null where it was never recorded.</param>
    /// <param name="returns">Those that are not voided.</param>
    public static IEnumerable<OverReturn> Of(string originalSaleId, Sale? original, IReadOnlyList<Sale> returns)
    {
        foreach (var sku in returns.SelectMany(sale => sale.Lines).GroupBy(line => line.Sku, StringComparer.Ordinal))
        {
            var sold = original?.Lines.Where(line => line.Sku == sku.Key).Sum(line => (decimal)line.Quantity);
            var returned = sku.Sum(line => (decimal)line.Quantity);
            if (sold is null || returned > sold)
            {
                yield return new OverReturn(originalSaleId, sku.Key, sold, returned, [.. returns.Where(sale => sale.Lines.Any(line => line.Sku == sku.Key)).Select(sale => sale.SaleId)]);
            }
        }
    }
}

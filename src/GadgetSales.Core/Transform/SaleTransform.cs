using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Transform;

/// <summary>Turns changes of recorded sales into facts. Pure: the same change gives the same facts, in the pump and in the Lambda function.</summary>
public static class SaleTransform
{
    /// <summary>The change's facts, one a line.</summary>
    public static SaleFacts Of(in SaleChange change)
    {
        var sale = change.Sale.Sale;
        var lines = new List<SaleLineFact>((change.Sale.Original?.Lines ?? sale.Lines).Count);
        AddFacts(change, lines);
        return new SaleFacts(sale.BusinessDate, sale.SaleId, change.Sale.Version, change.Type == ChangeType.Remove, lines);
    }

    /// <summary>Adds one fact a line to <paramref name="facts"/>; a void has its original's lines, register and channel, with the opposite sign.</summary>
    public static void AddFacts(in SaleChange change, ICollection<SaleLineFact> facts)
    {
        var recorded = change.Sale;
        var sale = recorded.Sale;
        var original = recorded.Original;
        var sign = RecordedSale.SignOf(sale.Type, original?.Type);
        var lineNumber = 0;
        foreach (var line in original?.Lines ?? sale.Lines)
        {
            facts.Add(new SaleLineFact
            {
                SaleId = sale.SaleId,
                LineNumber = ++lineNumber,
                SaleType = sale.Type,
                OriginalSaleId = sale.OriginalSaleId,
                StoreId = sale.StoreId,
                RegisterId = original is null ? sale.RegisterId : original.RegisterId,
                ReceiptNumber = sale.ReceiptNumber,
                Channel = original is null ? sale.Channel : original.Channel,
                Sku = line.Sku,
                ProductName = line.Name,
                Category = line.Category,
                Quantity = sign * line.QuantityMilli / 1000,
                UnitPriceMinor = line.UnitPriceMinor ?? line.GrossMinor,
                DiscountMinor = line.DiscountMinor,
                AmountMinor = sign * line.AmountMinor,
                Currency = sale.Currency,
                SoldAt = sale.SoldAt.UtcDateTime,
                SoldAtLocal = sale.SoldAt.DateTime,
                RecordedAt = recorded.RecordedAt.UtcDateTime,
                ChangeType = change.Type,
                Version = recorded.Version,
                EventId = change.EventId,
                SaleDate = sale.BusinessDate,
            });
        }
    }
}

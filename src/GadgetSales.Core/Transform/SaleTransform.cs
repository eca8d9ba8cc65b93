using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Transform;

/// <summary>Turns changes of recorded sales into facts. Pure: the same change gives the same facts, in the pump and in the Lambda function.</summary>
public static class SaleTransform
{
    /// <summary>The change's facts.</summary>
    public static SaleFacts Of(in SaleChange change)
    {
        var sale = change.Sale.Sale;
        var facts = new List<SaleLineFact>((change.Sale.Original?.Lines ?? sale.Lines).Count + 2);
        AddFacts(change, facts);
        return new SaleFacts(sale.BusinessDate, sale.SaleId, change.Sale.Version, change.Type == ChangeType.Remove, facts);
    }

    /// <summary>
    /// Adds one fact a line to <paramref name="facts"/>, then the tip, the rounding and the payments; a void has its original's, with the opposite sign,
    /// and its register and channel.
    /// </summary>
    public static void AddFacts(in SaleChange change, ICollection<SaleLineFact> facts)
    {
        var content = change.Sale.Content;
        var receipt = ReceiptOf(change, content);
        var flags = new ReceiptFlags(content);
        var number = 0;
        foreach (var line in content.Lines)
        {
            facts.Add(OfLine(receipt, line, content, ++number, flags));
        }

        // A return takes its tip back, and a void takes all of it back; rounding and payments have a sign of their own.
        var back = receipt.SaleType == SaleType.Void ? -1 : 1;
        var tip = content.Type == SaleType.Return ? -content.TipMinor : content.TipMinor;
        AddBeside(facts, receipt, FactKind.Tip, back * tip, ref number);
        AddBeside(facts, receipt, FactKind.Rounding, back * content.RoundingMinor, ref number);
        foreach (var payment in content.Payments)
        {
            AddBeside(facts, receipt with { PaymentMethod = payment.Method }, FactKind.Payment, back * payment.AmountMinor, ref number);
        }
    }

    static SaleLineFact OfLine(SaleLineFact receipt, SaleLine line, VoidedSale content, int number, ReceiptFlags flags)
    {
        var comesBack = line.ComesBack(content.Type);
        var sign = (comesBack ? -1 : 1) * (receipt.SaleType == SaleType.Void ? -1 : 1);
        var isSold = line.IsRevenue && !comesBack;
        return receipt with
        {
            LineNumber = number,
            Kind = (FactKind)line.Kind,
            Returned = comesBack,
            OriginalSaleId = line.OriginalSaleId ?? receipt.OriginalSaleId,
            Sku = line.Sku,
            ProductName = line.Name,
            Category = line.Category,
            QuantityMilli = sign * line.QuantityMilli,
            UnitPriceMinor = line.UnitPriceMinor,
            GrossMinor = line.GrossMinor,
            DiscountMinor = checked(line.DiscountMinor + line.DiscountShareMinor),
            AmountMinor = sign * line.NetMinor,
            TaxMinor = sign * line.KnownTaxMinor,
            TaxCode = line.TaxCode,
            SaleCount = isSold && flags.TakeSale() ? sign : 0,
            ReturnCount = line.IsRevenue && flags.TakeReturn() ? -sign : 0,
            FirstOfSku = isSold && flags.TakeSku(line.Sku),
            FirstOfCategory = isSold && flags.TakeCategory(line.Category),
        };
    }

    static void AddBeside(ICollection<SaleLineFact> facts, SaleLineFact receipt, FactKind kind, long amount, ref int number)
    {
        if (amount != 0 || kind == FactKind.Payment)
        {
            facts.Add(receipt with { LineNumber = ++number, Kind = kind, GrossMinor = Math.Abs(amount), AmountMinor = amount });
        }
    }

    /// <summary>What all facts of the change have in common.</summary>
    static SaleLineFact ReceiptOf(in SaleChange change, VoidedSale content)
    {
        var recorded = change.Sale;
        var sale = recorded.Sale;
        return new SaleLineFact
        {
            SaleId = sale.SaleId,
            LineNumber = 0,
            SaleType = sale.Type,
            VoidedType = recorded.Original?.Type,
            Training = content.Training,
            OriginalSaleId = sale.OriginalSaleId,
            StoreId = sale.StoreId,
            RegisterId = content.RegisterId,
            PostedRegisterId = sale.RegisterId,
            ReceiptNumber = sale.ReceiptNumber,
            Channel = content.Channel,
            QuantityMilli = 0,
            GrossMinor = 0,
            DiscountMinor = 0,
            AmountMinor = 0,
            TaxIncluded = content.TaxIncluded,
            Currency = sale.Currency,
            SoldAt = sale.SoldAt.UtcDateTime,
            SoldAtLocal = sale.SoldAt.DateTime,
            RecordedAt = recorded.RecordedAt.UtcDateTime,
            CommittedAt = (change.CommittedAt ?? recorded.RecordedAt).UtcDateTime,
            ChangeType = change.Type,
            Version = recorded.Version,
            EventId = change.EventId,
            SaleDate = sale.BusinessDate,
        };
    }
}

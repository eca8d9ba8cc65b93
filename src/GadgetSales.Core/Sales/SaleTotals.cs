namespace GadgetSales.Core.Sales;

/// <summary>What a receipt comes to.</summary>
static class SaleTotals
{
    /// <summary>
    /// What was paid: the lines sold less those that came back, the tax on top and the tip, negative on a return; and the rounding, which has its own sign.
    /// Overflow throws.
    /// </summary>
    /// <param name="content">A sale or return, with its shares.</param>
    public static long MinorOf(VoidedSale content)
    {
        var total = 0L;
        foreach (var line in content.Lines)
        {
            var amount = checked(line.NetMinor + (content.TaxIncluded ? 0 : line.KnownTaxMinor ?? 0));
            total = checked(total + (DirectionOf(line, content.Type) * amount));
        }

        return checked((content.Type == SaleType.Return ? -1 : 1) * (total + content.TipMinor)) + content.RoundingMinor;
    }

    /// <summary>Thousandths of goods sold less those that came back, negative on a return.</summary>
    public static long UnitsMilliOf(VoidedSale content)
    {
        var units = 0L;
        foreach (var line in content.Lines)
        {
            if (line.Kind == LineKind.Goods)
            {
                units = checked(units + (DirectionOf(line, content.Type) * line.QuantityMilli));
            }
        }

        return content.Type == SaleType.Return ? -units : units;
    }

    /// <summary>On a return everything comes back, and the receipt's sign says so; on a sale a line does that comes back.</summary>
    static int DirectionOf(SaleLine line, SaleType type) => type == SaleType.Sale && line.ComesBack(type) ? -1 : 1;
}

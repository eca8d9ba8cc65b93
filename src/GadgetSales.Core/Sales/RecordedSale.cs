namespace GadgetSales.Core.Sales;

/// <summary>A sale as the ledger holds it: the posted content, never changed, and what was added when it was recorded.</summary>
/// <param name="Sale">The content as posted, its lines with their shares of what was given for the whole sale.</param>
/// <param name="Version">1 for everything the API records; a later correction of the same sale id has a higher one.</param>
/// <param name="TotalMinor">What was paid, in minor units: negative for a return and for the void of a sale.</param>
/// <param name="UnitsMilli">What the sale adds to units sold, in thousandths.</param>
/// <param name="RecordedAt">When the ledger took it, UTC.</param>
/// <param name="Original">On a void, what it cancels: copied so that the void explains itself to every later stage.</param>
public sealed record RecordedSale(Sale Sale, int Version, long TotalMinor, long UnitsMilli, DateTimeOffset RecordedAt, VoidedSale? Original)
{
    /// <summary>What the sale adds to units sold.</summary>
    public decimal Units => UnitsMilli / (decimal)JsonQuantity.One;

    /// <summary>What counts: the original of a void, else the sale itself.</summary>
    public VoidedSale Content => Original ?? VoidedSale.Of(Sale);

    /// <summary>Records <paramref name="sale"/>; <paramref name="original"/> is the sale it cancels and is required for a void, else null.</summary>
    public static RecordedSale Of(Sale sale, DateTimeOffset recordedAt, VoidedSale? original = null)
    {
        if ((sale.Type == SaleType.Void) != (original is not null))
        {
            throw new ArgumentException("A void carries the sale it cancels, and nothing else does.", nameof(original));
        }

        var whole = SpreadAmounts.Over(sale);
        var content = original ?? VoidedSale.Of(whole);
        var sign = original is null ? 1 : -1;
        return new RecordedSale(
            whole, Version: 1, sign * SaleTotals.MinorOf(content), sign * SaleTotals.UnitsMilliOf(content), recordedAt, original);
    }

    /// <summary>+1 where quantities add to what was sold, -1 where they take away: returns and voids of sales.</summary>
    public static int SignOf(SaleType type, SaleType? originalType) => type switch
    {
        SaleType.Sale => 1,
        SaleType.Return => -1,
        _ => originalType == SaleType.Return ? 1 : -1,
    };
}

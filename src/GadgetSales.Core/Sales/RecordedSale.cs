namespace GadgetSales.Core.Sales;

/// <summary>A sale as the ledger holds it: the posted content, never changed, and what was added when it was recorded.</summary>
/// <param name="Sale">The content as posted.</param>
/// <param name="Version">1 for everything the API records; a later correction of the same sale id has a higher one.</param>
/// <param name="TotalMinor">What the sale adds to revenue, in minor units: negative for a return and for the void of a sale.</param>
/// <param name="Units">What the sale adds to units sold, with the same sign.</param>
/// <param name="RecordedAt">When the ledger took it, UTC.</param>
/// <param name="Original">On a void, what it cancels: copied so that the void explains itself to every later stage.</param>
public sealed record RecordedSale(Sale Sale, int Version, long TotalMinor, long Units, DateTimeOffset RecordedAt, VoidedSale? Original)
{
    /// <summary>Records <paramref name="sale"/>; <paramref name="original"/> is the sale it cancels and is required for a void, else null.</summary>
    public static RecordedSale Of(Sale sale, DateTimeOffset recordedAt, VoidedSale? original = null)
    {
        if ((sale.Type == SaleType.Void) != (original is not null))
        {
            throw new ArgumentException("A void carries the sale it cancels, and nothing else does.", nameof(original));
        }

        var sign = SignOf(sale.Type, original?.Type);
        long total = 0, units = 0;
        foreach (var line in original?.Lines ?? sale.Lines)
        {
            total = checked(total + line.AmountMinor);
            units = checked(units + line.Quantity);
        }

        return new RecordedSale(sale, Version: 1, sign * total, sign * units, recordedAt, original);
    }

    /// <summary>+1 where quantities add to what was sold, -1 where they take away: returns and voids of sales.</summary>
    public static int SignOf(SaleType type, SaleType? originalType) => type switch
    {
        SaleType.Sale => 1,
        SaleType.Return => -1,
        _ => originalType == SaleType.Return ? 1 : -1,
    };
}

/// <summary>
/// What a void cancels. A void counts on its own business date, but against the register, channel and lines of its original,
/// so that the two net to zero in every dimension.
/// </summary>
public sealed record VoidedSale(SaleType Type, string? RegisterId, string? Channel, IReadOnlyList<SaleLine> Lines)
{
    public static VoidedSale Of(Sale original) => new(original.Type, original.RegisterId, original.Channel, original.Lines);

    /// <summary>Equal content, line by line.</summary>
    public bool Equals(VoidedSale? other) =>
        other is not null && Type == other.Type && RegisterId == other.RegisterId && Channel == other.Channel && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Type, RegisterId, Channel, Lines.Count);
}

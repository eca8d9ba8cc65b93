namespace GadgetSales.Core.Sales;

/// <summary>What a line is of: only goods have units, and stored value (gift cards, prepayments) is no revenue.</summary>
public enum LineKind
{
    Goods,

    /// <summary>Surcharge, shipping, repair, bottle deposit: revenue without units.</summary>
    Fee,

    /// <summary>Part of a kit: its amount counts, its units do not.</summary>
    Component,
    GiftCard,
    Prepayment,
}

/// <summary>
/// One line of a receipt, with a unit price or with an amount for the whole line. Its discount is at most its gross.
/// </summary>
public sealed record SaleLine
{
    readonly long? _amountMinor;

    public required string Sku { get; init; }

    public string? Name { get; init; }

    public string? Category { get; init; }

    public LineKind Kind { get; init; }

    /// <summary>Thousandths, above 0 to 100,000,000; 0 only where money came back for goods that were kept.</summary>
    public long QuantityMilli { get; init; }

    /// <summary>The quantity in pieces, hours or metres. What is finer than a thousandth throws.</summary>
    public decimal Quantity
    {
        get => QuantityMilli / (decimal)JsonQuantity.One;
        init => QuantityMilli = value * JsonQuantity.One is var milli && decimal.IsInteger(milli)
            ? (long)milli
            : throw new ArgumentException($"{value} has more than three decimals.", nameof(value));
    }

    /// <summary>Null where only the amount is known.</summary>
    public long? UnitPriceMinor { get; init; }

    public long DiscountMinor { get; init; }

    /// <summary>Null where it is unknown; 0 where there is none.</summary>
    public long? TaxMinor { get; init; }

    public string? TaxCode { get; init; }

    /// <summary>Whether the line comes back; null is as <see cref="SaleType"/> has it.</summary>
    public bool? Returned { get; init; }

    /// <summary>The receipt that a line which comes back was sold on.</summary>
    public string? OriginalSaleId { get; init; }

    /// <summary>The line's share of the sale's discount, once it is recorded.</summary>
    public long DiscountShareMinor { get; init; }

    /// <summary>The line's share of the sale's tax, once it is recorded; null where the sale's tax says nothing of it.</summary>
    public long? TaxShareMinor { get; init; }

    /// <summary>Whether the till gave the amount and no unit price.</summary>
    public bool HasAmount => _amountMinor is not null;

    /// <summary>Quantity × unit price, half away from zero, or the given amount before its discount, in minor units. Overflow throws.</summary>
    public long GrossMinor =>
        _amountMinor is { } amount ? checked(amount + DiscountMinor)
        : QuantityMilli % JsonQuantity.One == 0 ? checked(QuantityMilli / JsonQuantity.One * (UnitPriceMinor ?? 0))
        : checked((long)((((Int128)QuantityMilli * (UnitPriceMinor ?? 0)) + (JsonQuantity.One / 2)) / JsonQuantity.One));

    /// <summary>Gross less the line's own discount, in minor units: computed, or as given where there is no unit price.</summary>
    public long AmountMinor
    {
        get => _amountMinor ?? checked(GrossMinor - DiscountMinor);
        init => _amountMinor = value;
    }

    /// <summary>What is left of the line after its own discount and its share of the sale's.</summary>
    public long NetMinor => checked(AmountMinor - DiscountShareMinor);

    /// <summary>The line's tax, its own or its share of the sale's; null where it is unknown.</summary>
    public long? KnownTaxMinor => TaxMinor ?? TaxShareMinor;

    /// <summary>Whether it adds to revenue: stored value does not.</summary>
    public bool IsRevenue => Kind is LineKind.Goods or LineKind.Fee or LineKind.Component;

    /// <summary>Whether the line comes back, on a receipt of <paramref name="type"/>.</summary>
    public bool ComesBack(SaleType type) => Returned ?? type == SaleType.Return;
}

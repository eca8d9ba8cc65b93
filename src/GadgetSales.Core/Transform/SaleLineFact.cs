using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Transform;

/// <summary>How the source of a fact changed, as DynamoDB Streams names it.</summary>
public enum ChangeType
{
    Insert,
    Modify,
    Remove,
}

/// <summary>A change of one recorded sale on its way to the lake.</summary>
/// <param name="Type">Insert for every sale the API records.</param>
/// <param name="Sale">The sale after the change; for a removal, as it was.</param>
/// <param name="EventId">Names the change: the ledger's sequence or the stream's event id.</param>
/// <param name="CommittedAt">When the change was committed, where the source has a time of its own for it; else it is the time of recording.</param>
public readonly record struct SaleChange(ChangeType Type, RecordedSale Sale, string EventId, DateTimeOffset? CommittedAt = null);

/// <summary>
/// One row of the lake: a line of a sale, or its tip, rounding or a payment, with everything it is analysed by. Quantity, amount and tax are signed, so
/// that sums are net.
/// </summary>
public sealed record SaleLineFact
{
    public required string SaleId { get; init; }

    /// <summary>From 1, in the receipt's order; tip, rounding and payments follow the lines.</summary>
    public required int LineNumber { get; init; }

    public required SaleType SaleType { get; init; }

    /// <summary>The type of what a void cancels; null on anything else.</summary>
    public SaleType? VoidedType { get; init; }

    public FactKind Kind { get; init; }

    /// <summary>The line comes back; on a void, as on its original.</summary>
    public bool Returned { get; init; }

    /// <summary>Never counted.</summary>
    public bool Training { get; init; }

    /// <summary>Of the line, else of the receipt.</summary>
    public string? OriginalSaleId { get; init; }

    public required string StoreId { get; init; }

    /// <summary>On a void, its original's.</summary>
    public string? RegisterId { get; init; }

    /// <summary>The register that posted the receipt, also on a void: its receipt number is of this one.</summary>
    public string? PostedRegisterId { get; init; }

    public long? ReceiptNumber { get; init; }

    public string? Channel { get; init; }

    /// <summary>Null on tip, rounding and payments.</summary>
    public string? Sku { get; init; }

    public string? ProductName { get; init; }

    public string? Category { get; init; }

    /// <summary>Thousandths; negative where the line takes away: what comes back, and voids of what was sold.</summary>
    public required long QuantityMilli { get; init; }

    /// <summary>Null where only the line's amount is known.</summary>
    public long? UnitPriceMinor { get; init; }

    /// <summary>Before discounts, as on the receipt: never negative.</summary>
    public required long GrossMinor { get; init; }

    /// <summary>The line's own and its share of the receipt's, as on the receipt: never negative.</summary>
    public required long DiscountMinor { get; init; }

    /// <summary>Net of all discounts, with the sign of the quantity; of tip, rounding and payments as money that comes in.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>With the sign of the amount; null where it is unknown.</summary>
    public long? TaxMinor { get; init; }

    public bool TaxIncluded { get; init; } = true;

    public string? TaxCode { get; init; }

    /// <summary>On payments only.</summary>
    public PaymentMethod? PaymentMethod { get; init; }

    public required string Currency { get; init; }

    /// <summary>1 on one row of a sale that counts as a transaction, -1 on that row of its void; else 0.</summary>
    public int SaleCount { get; init; }

    /// <summary>1 on one row of a return, -1 on that row of its void; else 0.</summary>
    public int ReturnCount { get; init; }

    /// <summary>The receipt's first sold line of this sku.</summary>
    public bool FirstOfSku { get; init; }

    /// <summary>The receipt's first sold line of this category.</summary>
    public bool FirstOfCategory { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SoldAt { get; init; }

    /// <summary>The store's wall clock.</summary>
    public required DateTime SoldAtLocal { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>UTC: the change's own time.</summary>
    public required DateTime CommittedAt { get; init; }

    public required ChangeType ChangeType { get; init; }

    public required long Version { get; init; }

    public required string EventId { get; init; }

    /// <summary>The business date: the lake's partition.</summary>
    public required DateOnly SaleDate { get; init; }
}

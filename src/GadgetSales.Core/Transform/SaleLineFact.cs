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
public readonly record struct SaleChange(ChangeType Type, RecordedSale Sale, string EventId);

/// <summary>One row of the lake: a sale line with everything it is analysed by. Quantity and amount are signed, so that sums are net.</summary>
public sealed record SaleLineFact
{
    public required string SaleId { get; init; }

    /// <summary>From 1, in the receipt's order.</summary>
    public required int LineNumber { get; init; }

    public required SaleType SaleType { get; init; }

    public string? OriginalSaleId { get; init; }

    public required string StoreId { get; init; }

    public string? RegisterId { get; init; }

    public long? ReceiptNumber { get; init; }

    public string? Channel { get; init; }

    public required string Sku { get; init; }

    public string? ProductName { get; init; }

    public string? Category { get; init; }

    /// <summary>Negative where the sale takes away: returns and voids of sales.</summary>
    public required long Quantity { get; init; }

    public required long UnitPriceMinor { get; init; }

    /// <summary>As on the receipt: never negative.</summary>
    public required long DiscountMinor { get; init; }

    /// <summary>Net of the discount, with the sign of <see cref="Quantity"/>.</summary>
    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SoldAt { get; init; }

    /// <summary>The store's wall clock.</summary>
    public required DateTime SoldAtLocal { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public required ChangeType ChangeType { get; init; }

    public required long Version { get; init; }

    public required string EventId { get; init; }

    /// <summary>The business date: the lake's partition.</summary>
    public required DateOnly SaleDate { get; init; }
}

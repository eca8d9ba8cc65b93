using GadgetSales.Core.Sales;
using GadgetSales.Import.Reading;

namespace GadgetSales.Import.Receipts;

/// <summary>What all lines of one receipt must agree on.</summary>
sealed record ReceiptHead
{
    public required string StoreId { get; init; }

    public string? RegisterId { get; init; }

    public long? ReceiptNumber { get; init; }

    /// <summary>Null when the file does not say: then the signs tell what was sold from what came back.</summary>
    public SaleType? Type { get; init; }

    public string? OriginalSaleId { get; init; }

    public required DateTimeOffset SoldAt { get; init; }

    public DateOnly? BusinessDate { get; init; }

    public required string Currency { get; init; }

    public string? Channel { get; init; }

    public string? ExternalId { get; init; }

    public bool? TaxIncluded { get; init; }

    /// <summary>What the lines come to after discounts of the whole receipt, where the file says.</summary>
    public long? TotalMinor { get; init; }
}

/// <summary>One line of a receipt. Amounts and quantity are positive; <see cref="GivesBack"/> tells which way they go.</summary>
public sealed record ReceiptLine
{
    public required string Sku { get; init; }

    public string? Name { get; init; }

    public string? Category { get; init; }

    /// <summary>Null: goods.</summary>
    public string? Kind { get; init; }

    /// <summary>Thousandths.</summary>
    public required long QuantityMilli { get; init; }

    /// <summary>Null where only the amount is known.</summary>
    public long? UnitPriceMinor { get; init; }

    /// <summary>After <see cref="DiscountMinor"/>.</summary>
    public required long AmountMinor { get; init; }

    public long DiscountMinor { get; init; }

    public long? TaxMinor { get; init; }

    public string? TaxCode { get; init; }

    /// <summary>The file had a quantity or an amount below zero.</summary>
    public bool GivesBack { get; init; }
}

/// <summary>A line of the file that was understood, or why not.</summary>
sealed record ReceiptRow
{
    public required SourceLine Source { get; init; }

    /// <summary>Null on a line that cannot be given to any receipt.</summary>
    public string? SaleId { get; init; }

    public ReceiptHead? Head { get; init; }

    /// <summary>Null on the line of a void.</summary>
    public ReceiptLine? Line { get; init; }

    /// <summary>Why the line, and with it its receipt, is rejected.</summary>
    public string? Fault { get; init; }

    /// <summary>Another receipt's line came between this one and the one before it.</summary>
    public bool BeginsBlock { get; init; }
}

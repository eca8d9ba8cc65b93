namespace GadgetSales.Core.Sales;

/// <summary>What a receipt does to revenue: adds (sale), takes goods back (return) or cancels another receipt whole (void).</summary>
public enum SaleType
{
    Sale,
    Return,
    Void,
}

/// <summary>
/// A receipt as a till posts it, validated and with its defaults filled in. Amounts are integers in the currency's minor unit.
/// Quantities and amounts are positive whatever the <see cref="Type"/>; only rounding, payments and facts carry signs.
/// </summary>
public sealed record Sale
{
    /// <summary>The permanent idempotency key: 1–64 of <c>A-Z a-z 0-9 . _ : -</c>, starting with a letter or digit.</summary>
    public required string SaleId { get; init; }

    public required string StoreId { get; init; }

    public string? RegisterId { get; init; }

    /// <summary>The till's own consecutive number, at least 1; used to find gaps.</summary>
    public long? ReceiptNumber { get; init; }

    /// <summary>A sale where nothing is said.</summary>
    public SaleType Type { get; init; }

    /// <summary>The receipt a return refers to (optional) or a void cancels (required); a sale has none, and none refers to itself.</summary>
    public string? OriginalSaleId { get; init; }

    /// <summary>When it was sold, with the store's offset: the wall clock of the store is part of the content.</summary>
    public required DateTimeOffset SoldAt { get; init; }

    /// <summary>The trading day it counts for; by default the local date of <see cref="SoldAt"/>, and within seven days of it.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>ISO 4217, upper case, one of <see cref="Currencies"/>.</summary>
    public required string Currency { get; init; }

    public string? Channel { get; init; }

    /// <summary>The number as the source writes it. Not unique: every shop has a #1001.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Kept and found, never counted. A void is as its original.</summary>
    public bool Training { get; init; }

    /// <summary>Whether amounts hold the tax; else it comes on top.</summary>
    public bool TaxIncluded { get; init; } = true;

    /// <summary>The tax of the whole sale, spread over its lines; null where it is unknown or the lines have theirs.</summary>
    public long? TaxMinor { get; init; }

    /// <summary>Taken off the whole sale and spread over its lines, beside their own discounts.</summary>
    public long DiscountMinor { get; init; }

    public long TipMinor { get; init; }

    /// <summary>−99 to 99, signed as money that comes in.</summary>
    public long RoundingMinor { get; init; }

    /// <summary>1–1,500 lines whose gross amounts sum to at most 2^53 - 1; none on a void.</summary>
    public IReadOnlyList<SaleLine> Lines { get; init; } = [];

    /// <summary>Empty where it is unknown how it was paid; else they add up to the sale's total.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>The till's own texts, ordered by key as UTF-16: kept and answered, never analysed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>
    /// The sender left the business date out. It is no content: such a sale replays whatever date was recorded, because the store's day may have been described since.
    /// </summary>
    public bool IsBusinessDateAssumed { get; init; }

    /// <summary>The sender wrote <c>Z</c>, whatever wall clock that became. It is no content: such a sale is compared by its instant.</summary>
    public bool IsSoldAtZulu { get; init; }

    /// <summary>Equal content: line by line, and with the offset of <see cref="SoldAt"/>.</summary>
    public bool Equals(Sale? other) => other is not null && SaleDifferences.Between(this, other, exactly: true).Count == 0;

    public override int GetHashCode() => HashCode.Combine(SaleId, SoldAt.UtcTicks, Lines.Count);
}

using GadgetSales.Core.Stores;

namespace GadgetSales.Core.Sales;

/// <summary>A sale's members as far as they could be read; null where a member is absent or was refused.</summary>
struct SaleDraft
{
    public string? SaleId;
    public string? StoreId;
    public string? RegisterId;
    public long? ReceiptNumber;
    public SaleType? Type;
    public string? OriginalSaleId;
    public DateTimeOffset? SoldAt;
    public DateOnly? BusinessDate;
    public string? Currency;
    public string? Channel;
    public string? ExternalId;
    public bool? Training;
    public bool? TaxIncluded;
    public long? TaxMinor;
    public long? DiscountMinor;
    public long? TipMinor;
    public long? RoundingMinor;
    public SaleLine[]? Lines;
    public Payment[]? Payments;
    public KeyValuePair<string, string>[]? Metadata;
    public RecordedDraft Recorded;

    /// <summary>The sale with its defaults filled in; what is missing or was refused is made up, harmlessly for the other rules.</summary>
    /// <param name="saleId">The sale's id.</param>
    /// <param name="clocks">Of the stores that were described; null where none matter.</param>
    public readonly Sale ToSale(string saleId, IStoreClocks? clocks = null)
    {
        var soldAt = SoldAt ?? new DateTimeOffset((BusinessDate ?? new DateOnly(2000, 1, 1)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var isZulu = soldAt.Offset == TimeSpan.Zero;
        var clock = StoreId is not null && SoldAt is not null && (isZulu || BusinessDate is null) ? clocks?.Of(StoreId) : null;
        if (clock is not null && isZulu)
        {
            soldAt = clock.Show(soldAt);
        }

        return new Sale
        {
            SaleId = saleId,
            StoreId = StoreId ?? "",
            RegisterId = RegisterId,
            ReceiptNumber = ReceiptNumber,
            Type = Type ?? SaleType.Sale,
            OriginalSaleId = OriginalSaleId,
            SoldAt = soldAt,
            BusinessDate = BusinessDate ?? clock?.BusinessDateOf(soldAt) ?? DateOnly.FromDateTime(soldAt.DateTime),
            IsSoldAtZulu = isZulu,
            IsBusinessDateAssumed = BusinessDate is null,
            Currency = Currency ?? "",
            Channel = Channel,
            ExternalId = ExternalId,
            Training = Training ?? false,
            TaxIncluded = TaxIncluded ?? true,
            TaxMinor = TaxMinor,
            DiscountMinor = DiscountMinor ?? 0,
            TipMinor = TipMinor ?? 0,
            RoundingMinor = RoundingMinor ?? 0,
            Lines = Lines ?? [],
            Payments = Payments ?? [],
            Metadata = Metadata ?? [],
        };
    }
}

/// <summary>What only recorded sales have.</summary>
struct RecordedDraft
{
    public long? Version;
    public long? TotalMinor;
    public long? UnitsMilli;
    public DateTimeOffset? RecordedAt;
    public VoidedSale? Original;
}

/// <summary>One line as far as it could be read.</summary>
struct LineDraft
{
    public string? Sku;
    public string? Name;
    public string? Category;
    public LineKind? Kind;
    public long? QuantityMilli;
    public long? UnitPriceMinor;
    public long? AmountMinor;
    public long? DiscountMinor;
    public long? TaxMinor;
    public string? TaxCode;
    public bool? Returned;
    public string? OriginalSaleId;
    public long? DiscountShareMinor;
    public long? TaxShareMinor;

    public readonly SaleLine ToLine()
    {
        // Without a gross the discount and the tax cannot be judged against it.
        var grossKnown = (QuantityMilli is not null && UnitPriceMinor is not null) || AmountMinor is not null;
        var line = new SaleLine
        {
            Sku = Sku ?? "?",
            Name = Name,
            Category = Category,
            Kind = Kind ?? LineKind.Goods,
            QuantityMilli = QuantityMilli ?? JsonQuantity.One,
            UnitPriceMinor = UnitPriceMinor,
            DiscountMinor = grossKnown ? DiscountMinor ?? 0 : Math.Min(DiscountMinor ?? 0, 0),
            TaxMinor = grossKnown || TaxMinor < 0 ? TaxMinor : null,
            TaxCode = TaxCode,
            Returned = Returned,
            OriginalSaleId = OriginalSaleId,
            DiscountShareMinor = DiscountShareMinor ?? 0,
            TaxShareMinor = TaxShareMinor,
        };
        return AmountMinor is { } amount ? line with { AmountMinor = amount } : line;
    }
}

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
    public SaleLine[]? Lines;
    public RecordedDraft Recorded;

    /// <summary>The sale with its defaults filled in; what is missing or was refused is made up, harmlessly for the other rules.</summary>
    /// <param name="saleId">The sale's id.</param>
    /// <param name="clocks">Of the stores that were described; null where none matter.</param>
    public readonly Sale ToSale(string saleId, IStoreClocks? clocks = null)
    {
        var soldAt = SoldAt ?? new DateTimeOffset((BusinessDate ?? new DateOnly(2000, 1, 1)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var isZulu = soldAt.Offset == TimeSpan.Zero;
        var clock = StoreId is not null && SoldAt is not null && (isZulu || BusinessDate is null) ? clocks?.Find(StoreId) : null;
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
            Lines = Lines ?? [],
        };
    }
}

/// <summary>What only recorded sales have.</summary>
struct RecordedDraft
{
    public long? Version;
    public long? TotalMinor;
    public long? Units;
    public DateTimeOffset? RecordedAt;
    public VoidedSale? Original;
}

/// <summary>One line as far as it could be read.</summary>
struct LineDraft
{
    public string? Sku;
    public string? Name;
    public string? Category;
    public long? Quantity;
    public long? UnitPriceMinor;
    public long? DiscountMinor;

    public readonly SaleLine ToLine()
    {
        // Without a gross the discount cannot be judged against it.
        var grossKnown = Quantity is not null && UnitPriceMinor is not null;
        return new SaleLine
        {
            Sku = Sku ?? "?",
            Name = Name,
            Category = Category,
            Quantity = (int)(Quantity ?? 1),
            UnitPriceMinor = UnitPriceMinor ?? 0,
            DiscountMinor = grossKnown ? DiscountMinor ?? 0 : Math.Min(DiscountMinor ?? 0, 0),
        };
    }
}

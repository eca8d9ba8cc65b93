namespace GadgetSales.Import.Columns;

/// <summary>The fields a line of a sale is made of, by the names used in options and messages.</summary>
public static class ImportFields
{
    public const string SaleId = "sale_id";
    public const string SoldAt = "sold_at";
    public const string SoldAtUtc = "sold_at_utc";
    public const string SoldAtLocal = "sold_at_local";
    public const string Zone = "zone";
    public const string BusinessDate = "business_date";
    public const string StoreId = "store_id";
    public const string RegisterId = "register_id";
    public const string ReceiptNumber = "receipt_number";
    public const string Type = "type";
    public const string OriginalSaleId = "original_sale_id";
    public const string Currency = "currency";
    public const string Channel = "channel";
    public const string ExternalId = "external_id";
    public const string Sku = "sku";
    public const string Name = "name";
    public const string Category = "category";
    public const string Kind = "kind";
    public const string Quantity = "quantity";
    public const string UnitPrice = "unit_price";
    public const string Gross = "gross";
    public const string Discount = "discount";
    public const string DiscountPercent = "discount_percent";
    public const string LineTotal = "line_total";
    public const string Tax = "tax";
    public const string TaxIncluded = "tax_included";
    public const string TaxCode = "tax_code";

    public static IReadOnlyList<string> All { get; } =
    [
        SaleId, SoldAt, SoldAtUtc, SoldAtLocal, Zone, BusinessDate, StoreId, RegisterId, ReceiptNumber, Type, OriginalSaleId, Currency, Channel,
        ExternalId, Sku, Name, Category, Kind, Quantity, UnitPrice, Gross, Discount, DiscountPercent, LineTotal, Tax, TaxIncluded, TaxCode,
    ];

    /// <summary>What all rows of a receipt agree on, and what only its first row may carry.</summary>
    internal static IReadOnlyList<string> OfReceipt { get; } =
        [SaleId, SoldAt, SoldAtUtc, SoldAtLocal, Zone, BusinessDate, StoreId, RegisterId, ReceiptNumber, Type, OriginalSaleId, Currency, Channel, ExternalId, TaxIncluded];

    internal static IReadOnlyList<string> Amounts { get; } = [UnitPrice, Gross, Discount, LineTotal, Tax];

    internal static IReadOnlyList<string> Times { get; } = [SoldAt, SoldAtUtc, SoldAtLocal];
}

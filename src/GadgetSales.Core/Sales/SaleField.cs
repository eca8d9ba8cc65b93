namespace GadgetSales.Core.Sales;

/// <summary>The members of a sale's JSON, in canonical order: first the receipt's, then what recording adds, then a line's.</summary>
enum SaleField
{
    Unknown,
    SaleId,
    StoreId,
    RegisterId,
    ReceiptNumber,
    Type,
    OriginalSaleId,
    SoldAt,
    BusinessDate,
    Currency,
    Channel,
    Lines,
    Version,
    TotalMinor,
    Units,
    RecordedAt,
    Original,
    Sku,
    Name,
    Category,
    Quantity,
    UnitPriceMinor,
    DiscountMinor,
}

using System.Collections.Frozen;

namespace GadgetSales.Cli.Import;

/// <summary>The fields a sale line is made of, by the names used on the command line, and the column names they are recognised by.</summary>
static class SaleFields
{
    internal const string SaleId = "sale_id";
    internal const string SoldAt = "sold_at";
    internal const string SoldAtUtc = "sold_at_utc";
    internal const string SoldAtLocal = "sold_at_local";
    internal const string Zone = "zone";
    internal const string BusinessDate = "business_date";
    internal const string StoreId = "store_id";
    internal const string RegisterId = "register_id";
    internal const string ReceiptNumber = "receipt_number";
    internal const string Type = "type";
    internal const string OriginalSaleId = "original_sale_id";
    internal const string Currency = "currency";
    internal const string Channel = "channel";
    internal const string Sku = "sku";
    internal const string Name = "name";
    internal const string Category = "category";
    internal const string Quantity = "quantity";
    internal const string UnitPrice = "unit_price";
    internal const string Discount = "discount";
    internal const string LineTotal = "line_total";

    /// <summary>Field, then the spellings of its column besides the field's own; case and punctuation do not matter.</summary>
    static readonly (string Field, string Spellings)[] Known =
    [
        (SaleId, "orderid ordernumber orderno transactionid receiptid invoiceid invoiceno invoice"),
        (SoldAt, "orderdate timestamp datetime transactiondate invoicedate date createdat"),
        (SoldAtUtc, "orderdateutc timestamputc"),
        (SoldAtLocal, "localtime orderdatelocal"),
        (Zone, "tz timezone"),
        (BusinessDate, "tradingday"),
        (StoreId, "store shop shopid branch branchid location locationid storecode"),
        (RegisterId, "register till tillid terminal terminalid pos"),
        (ReceiptNumber, "receiptno receipt"),
        (Type, "saletype transactiontype"),
        (OriginalSaleId, "originalorderid originaltransactionid"),
        (Currency, "currencycode"),
        (Channel, "saleschannel"),
        (Sku, "productid productcode itemid itemcode stockcode article articleid ean upc barcode"),
        (Name, "product productname item itemname description title"),
        (Category, "productcategory department"),
        (Quantity, "qty quantityordered units"),
        (UnitPrice, "price priceeach unitpriceminor"),
        (Discount, "discountamount discountminor"),
        (LineTotal, "lineamount linetotalminor"),
    ];

    static readonly FrozenDictionary<string, string> BySpelling = Known
        .SelectMany(entry => entry.Spellings.Split(' ').Append(Plain(entry.Field)), (entry, spelling) => KeyValuePair.Create(spelling, entry.Field))
        .ToFrozenDictionary(StringComparer.Ordinal);

    internal static IReadOnlyList<string> All { get; } = [.. Known.Select(entry => entry.Field)];

    /// <summary>The field a column holds by its name, or null.</summary>
    internal static string? Recognise(string column) => BySpelling.GetValueOrDefault(Plain(column));

    static string Plain(string column) => string.Concat(column.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

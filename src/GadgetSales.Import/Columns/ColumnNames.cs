using System.Collections.Frozen;

namespace GadgetSales.Import.Columns;

/// <summary>What a column holds, by its name: case and punctuation do not matter, and of a path such as <c>Order Lines/Quantity</c> the end counts.</summary>
static class ColumnNames
{
    /// <summary>Field, then the spellings of its column besides the field's own.</summary>
    static readonly (string Field, string Spellings)[] Known =
    [
        (ImportFields.SaleId, "orderid ordernumber orderno transactionid receiptid invoiceid invoiceno invoice belegnummer bonnummer"),
        (ImportFields.SoldAt, "orderdate timestamp datetime transactiondate invoicedate date createdat datum saledate solddate soldon datesold purchasedate orderedat"),
        (ImportFields.SoldAtUtc, "orderdateutc timestamputc"),
        (ImportFields.SoldAtLocal, "localtime orderdatelocal"),
        (ImportFields.Zone, "tz timezone"),
        (ImportFields.BusinessDate, "tradingday"),
        (ImportFields.StoreId, "store shop shopid branch branchid location locationid storecode filiale"),
        (ImportFields.RegisterId, "register till tillid terminal terminalid pos kasse"),
        (ImportFields.ReceiptNumber, "receiptno receipt"),
        (ImportFields.Type, "saletype transactiontype receipttype"),
        (ImportFields.OriginalSaleId, "originalorderid originaltransactionid"),
        (ImportFields.Currency, "currencycode"),
        (ImportFields.Channel, "saleschannel"),
        (ImportFields.ExternalId, ""),
        (ImportFields.Sku, "productid productcode itemid itemcode stockcode article articleid ean upc barcode artikelnummer"),
        (ImportFields.Name, "product productname item itemname description title bezeichnung artikelbezeichnung"),
        (ImportFields.Category, "productcategory department warengruppe"),
        (ImportFields.Kind, "linekind"),
        (ImportFields.Quantity, "qty quantityordered units menge"),
        (ImportFields.UnitPrice, "price priceeach unitpriceminor pricecents unitpricecents einzelpreis preis stueckpreis stückpreis"),
        (ImportFields.Gross, "grossamount grossminor"),
        (ImportFields.Discount, "discountamount discountminor linediscount discountcents"),
        (ImportFields.DiscountPercent, ""),
        (ImportFields.LineTotal, "lineamount linetotalminor linetotalcents"),
        (ImportFields.Tax, "taxminor linetax taxamount"),
        (ImportFields.TaxIncluded, ""),
        (ImportFields.TaxCode, ""),
    ];

    static readonly string[] Clocks = ["time", "ordertime", "saletime", "timeofday", "uhrzeit", "zeit"];

    static readonly FrozenDictionary<string, string> BySpelling = Known
        .SelectMany(entry => entry.Spellings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(Plain(entry.Field)), (entry, spelling) => KeyValuePair.Create(spelling, entry.Field))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field a column holds, or null.</summary>
    internal static string? Recognise(string column)
    {
        var name = column.AsSpan().Trim();
        var field = BySpelling.GetValueOrDefault(Plain(name)) ?? BySpelling.GetValueOrDefault(Plain(name[(name.LastIndexOf('/') + 1)..]));
        return field is ImportFields.Discount or null && IsPercent(column) && Plain(name).Contains("discount", StringComparison.Ordinal) ? ImportFields.DiscountPercent : field;
    }

    /// <summary>A time of day that lies beside a date.</summary>
    internal static bool IsClock(string column) => Clocks.Contains(Plain(column), StringComparer.Ordinal);

    /// <summary>The column counts cents: <c>unitPriceMinor</c>, <c>Price (cents)</c>.</summary>
    internal static bool IsMinor(string column) => Plain(column) is var plain && (plain.EndsWith("minor", StringComparison.Ordinal) || plain.EndsWith("cents", StringComparison.Ordinal));

    internal static bool IsPercent(string column) =>
        column.Contains('%', StringComparison.Ordinal) || column.Contains("percent", StringComparison.OrdinalIgnoreCase) || column.Contains("pct", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name without case and punctuation.</summary>
    internal static string Plain(ReadOnlySpan<char> column)
    {
        Span<char> letters = stackalloc char[Math.Min(column.Length, 256)];
        var length = 0;
        foreach (var letter in column)
        {
            if (char.IsLetterOrDigit(letter) && length < letters.Length)
            {
                letters[length++] = char.ToLowerInvariant(letter);
            }
        }

        return letters[..length].ToString();
    }
}

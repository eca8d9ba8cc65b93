namespace GadgetSales.Core.Sales;

/// <summary>The spelling of each member and, in words that complete "must be …", what it holds.</summary>
static class SaleFields
{
    static readonly (string Name, string Rule)[] Table =
    [
        ("", ""),
        ("saleId", "1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit"),
        ("storeId", "1 to 64 printable characters"),
        ("registerId", "1 to 64 printable characters"),
        ("receiptNumber", "a whole number from 1 to 9,007,199,254,740,991"),
        ("type", "sale, return or void"),
        ("originalSaleId", "the saleId of the receipt it refers to: 1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit"),
        ("soldAt", "an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00"),
        ("businessDate", "a calendar date as yyyy-MM-dd"),
        ("currency", "an ISO 4217 code in upper case, such as USD"),
        ("channel", "1 to 64 printable characters"),
        ("lines", "an array of 1 to 1,500 lines"),
        ("version", "a whole number of at least 1"),
        ("totalMinor", "a whole number"),
        ("units", "a whole number"),
        ("recordedAt", "an RFC 3339 time in UTC"),
        ("original", "an object with type and lines"),
        ("sku", "1 to 64 printable characters"),
        ("name", "1 to 200 printable characters"),
        ("category", "1 to 64 printable characters"),
        ("quantity", "a whole number from 1 to 100,000"),
        ("unitPriceMinor", "a whole number of minor units (cents) from 0 to 1,000,000,000,000"),
        ("discountMinor", "a whole number of minor units (cents) from 0 to the line's quantity x unit price"),
    ];

    public static string NameOf(SaleField field) => Table[(int)field].Name;

    public static string RuleOf(SaleField field) => Table[(int)field].Rule;

    public static SaleField OfSale(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 => If(name, "type"u8, SaleField.Type),
        5 => name[0] == 'l' ? If(name, "lines"u8, SaleField.Lines) : If(name, "units"u8, SaleField.Units),
        6 => name[1] == 'a' ? If(name, "saleId"u8, SaleField.SaleId) : If(name, "soldAt"u8, SaleField.SoldAt),
        7 => name[0] switch
        {
            (byte)'s' => If(name, "storeId"u8, SaleField.StoreId),
            (byte)'c' => If(name, "channel"u8, SaleField.Channel),
            _ => If(name, "version"u8, SaleField.Version),
        },
        8 => name[0] == 'c' ? If(name, "currency"u8, SaleField.Currency) : If(name, "original"u8, SaleField.Original),
        10 => name[2] switch
        {
            (byte)'g' => If(name, "registerId"u8, SaleField.RegisterId),
            (byte)'c' => If(name, "recordedAt"u8, SaleField.RecordedAt),
            _ => If(name, "totalMinor"u8, SaleField.TotalMinor),
        },
        12 => If(name, "businessDate"u8, SaleField.BusinessDate),
        13 => If(name, "receiptNumber"u8, SaleField.ReceiptNumber),
        14 => If(name, "originalSaleId"u8, SaleField.OriginalSaleId),
        _ => SaleField.Unknown,
    };

    public static SaleField OfLine(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => If(name, "sku"u8, SaleField.Sku),
        4 => If(name, "name"u8, SaleField.Name),
        8 => name[0] == 'q' ? If(name, "quantity"u8, SaleField.Quantity) : If(name, "category"u8, SaleField.Category),
        13 => If(name, "discountMinor"u8, SaleField.DiscountMinor),
        14 => If(name, "unitPriceMinor"u8, SaleField.UnitPriceMinor),
        _ => SaleField.Unknown,
    };

    /// <summary>The member someone probably meant by a name that differs in case, hyphens or underscores only, else null.</summary>
    public static string? Suggest(string name, bool inLine)
    {
        var plain = Plain(name);
        var (from, to) = inLine ? (SaleField.Sku, SaleField.DiscountMinor) : (SaleField.SaleId, SaleField.Lines);
        for (var field = from; field <= to; field++)
        {
            if (Plain(NameOf(field)).Equals(plain, StringComparison.OrdinalIgnoreCase))
            {
                return NameOf(field);
            }
        }

        return null;
    }

    static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    static SaleField If(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected, SaleField field) =>
        name.SequenceEqual(expected) ? field : SaleField.Unknown;
}

using System.Globalization;

namespace GadgetSales.Core.Sales;

/// <summary>
/// The members of a sale: spelling, limits and words of each, told here and nowhere else. The reader, the validator, the messages and the API's document
/// come from this table.
/// </summary>
public static class SaleMembers
{
    /// <summary>The largest amount or number that every JSON client reads exactly: 2^53 - 1.</summary>
    public const long MaxExact = 9_007_199_254_740_991;

    /// <summary>Of keys and categories, in code points.</summary>
    public const int MaxText = 64;

    /// <summary>Of what a receipt says of a product, in code points.</summary>
    public const int MaxName = 500;

    public const int MaxExternalId = 128;

    public const int MaxLines = 1_500;

    public const int MaxPayments = 50;

    public const int MaxMetadata = 20;

    /// <summary>Of a key of the metadata, in code points.</summary>
    public const int MaxMetadataKey = 40;

    /// <summary>Of a value of the metadata, in code points.</summary>
    public const int MaxMetadataValue = 500;

    /// <summary>Pieces, hours or metres; with up to three decimals.</summary>
    public const int MaxQuantity = 100_000;

    /// <summary>Minor units.</summary>
    public const long MaxUnitPriceMinor = 1_000_000_000_000;

    /// <summary>Minor units: no cash system rounds by more.</summary>
    public const int MaxRoundingMinor = 99;

    const string Id = "1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit";
    const string Minor = "a whole number of minor units (cents)";
    const string InLines = "lines";
    const string InPayments = "payments";

    static readonly MemberRule[] Table =
    [
        new(SaleMember.None, "", MemberShape.Text, "", ""),
        new(SaleMember.SaleId, "saleId", MemberShape.Id, Id, "The permanent idempotency key. Absent: the Idempotency-Key header, and one of the two is required.") { Min = 1, Max = SaleId.MaxLength, AlsoCalled = ["id", "transactionId", "orderId", "receiptId"] },
        Text(SaleMember.StoreId, "storeId", "The store, trimmed.") with { Required = true, AlsoCalled = ["store", "shop", "shopId", "location", "locationId"] },
        Text(SaleMember.RegisterId, "registerId", "The till within the store, trimmed.") with { Nullable = true, AlsoCalled = ["register", "tillId", "terminal", "terminalId", "device"] },
        Number(SaleMember.ReceiptNumber, "receiptNumber", "a whole number", "The till's own consecutive number, used to find gaps.", 1, MaxExact) with { Nullable = true, AlsoCalled = ["receipt", "receiptNo"] },
        Choice(SaleMember.Type, "type", "sale", "A void has no lines and cancels all of its original.", "sale", "return", "void"),
        new(SaleMember.OriginalSaleId, "originalSaleId", MemberShape.Id, $"the saleId of the receipt it refers to: {Id}", "The receipt a return refers to (optional) or a void cancels (required).") { Min = 1, Max = SaleId.MaxLength, Nullable = true, AlsoCalled = ["originalId", "returnFor"] },
        new(SaleMember.SoldAt, "soldAt", MemberShape.Time, "an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00", "RFC 3339 with the store's offset; since 2000 and at most 24 hours ahead.") { Required = true, AlsoCalled = ["date", "time", "dateTime", "timestamp", "createdAt", "saleDate"] },
        new(SaleMember.BusinessDate, "businessDate", MemberShape.Date, "a calendar date as yyyy-MM-dd", "The trading day it counts for. Absent: the local date of soldAt.") { Nullable = true },
        new(SaleMember.Currency, "currency", MemberShape.Currency, "an ISO 4217 code in upper case, such as USD", "ISO 4217, upper case. Every amount is in its minor unit.") { Min = 3, Max = 3, Required = true, AlsoCalled = ["currencyCode"] },
        Text(SaleMember.Channel, "channel", "Such as store or web, trimmed.") with { Nullable = true },
        Text(SaleMember.ExternalId, "externalId", "The number as the source writes it, such as #1001, trimmed: looked up by GET /v1/sales.", MaxExternalId) with { Nullable = true, AlsoCalled = ["externalNumber", "orderNumber", "reference", "referenceId"] },
        Flag(SaleMember.Training, "training", "Rung up for training: kept and found, never counted.", fallback: false) with { AlsoCalled = ["isTraining", "test", "isTest"] },
        Flag(SaleMember.TaxIncluded, "taxIncluded", "Whether the amounts hold the tax; else it comes on top.", fallback: true) with { AlsoCalled = ["taxesIncluded", "taxInclusive"] },
        Amount(SaleMember.TaxMinor, "taxMinor", "The tax of the whole sale, spread over its lines by what they come to after all discounts. Absent: unknown, or given on the lines; 0: none.") with { Nullable = true, AlsoCalled = ["taxes", "vat", "taxAmount", "totalTax"] },
        Amount(SaleMember.DiscountMinor, "discountMinor", "Taken off the whole sale: spread over the goods, fees and components sold by what they come to after their own discounts, at most their sum.") with { Default = 0L, AlsoCalled = ["discounts", "discountAmount", "totalDiscount"] },
        Amount(SaleMember.TipMinor, "tipMinor", "Given on top, apart from revenue.", MaxUnitPriceMinor) with { Default = 0L, AlsoCalled = ["tips", "tipAmount", "gratuity"] },
        Number(SaleMember.RoundingMinor, "roundingMinor", Minor, "What rounding for cash added, or took where negative; apart from revenue.", -MaxRoundingMinor, MaxRoundingMinor) with { Default = 0L, AlsoCalled = ["cashRounding", "roundingAdjustment"] },
        Ranged(SaleMember.Lines, InLines, MemberShape.Lines, "an array of {0:N0} to {1:N0} lines", "{0:N0} to {1:N0} lines; none on a void.", 1, MaxLines) with { AlsoCalled = ["items", "lineItems", "saleLines", "orderLines", "products"] },
        new(SaleMember.Payments, InPayments, MemberShape.Payments, $"an array of at most {MaxPayments} payments", $"At most {MaxPayments}, signed as money that comes in: change and refunds are negative. They add up to totalMinor; none is unknown.") { Max = MaxPayments, AlsoCalled = ["payment", "tenders", "tender"] },
        new(SaleMember.Metadata, "metadata", MemberShape.Metadata, $"an object of at most {MaxMetadata} texts: keys of 1 to {MaxMetadataKey} printable characters, values of at most {MaxMetadataValue}", $"Up to {MaxMetadata} texts of your own, keys of at most {MaxMetadataKey} and values of at most {MaxMetadataValue} characters: kept and answered, never analysed.") { AlsoCalled = ["meta", "custom", "attributes", "properties"] },
        new(SaleMember.Version, "version", MemberShape.Integer, "a whole number of at least 1", "1 for every sale that was posted here.") { Min = 1, Required = true },
        new(SaleMember.TotalMinor, "totalMinor", MemberShape.Integer, "a whole number", "What was paid: lines sold less lines returned, tax on top, tip and rounding; negative for a return and for the void of a sale.") { Required = true },
        new(SaleMember.Units, "units", MemberShape.Quantity, "a number with at most 3 decimals", "What the sale adds to units sold, with the same sign: of goods, less those that came back.") { Required = true },
        new(SaleMember.RecordedAt, "recordedAt", MemberShape.Time, "an RFC 3339 time in UTC", "When the ledger took it, UTC.") { Required = true },
        new(SaleMember.Original, "original", MemberShape.Original, "an object with type and lines", "What a void cancels."),
        Text(SaleMember.Sku, "sku", "Stock keeping unit, trimmed.") with { Required = true, List = InLines, AlsoCalled = ["product", "productId", "item", "itemId", "article", "articleNumber", "code"] },
        Text(SaleMember.Name, "name", "What the receipt says.", MaxName) with { Nullable = true, List = InLines, AlsoCalled = ["title", "description", "productName"] },
        Text(SaleMember.Category, "category", "Product category, trimmed.") with { Nullable = true, List = InLines },
        Choice(SaleMember.Kind, "kind", "goods", "A fee is revenue without units; a component's amount counts and its units do not; gift cards and prepayments are stored value, neither revenue nor units.", "goods", "fee", "component", "giftCard", "prepayment") with { List = InLines },
        new(SaleMember.Quantity, "quantity", MemberShape.Quantity, string.Create(CultureInfo.InvariantCulture, $"a number above 0 up to {MaxQuantity:N0}, with at most 3 decimals and no exponent"), "Pieces, hours, kilograms or metres, with up to three decimals. 0 only on a returned line with amountMinor: money back, goods kept.") { Max = MaxQuantity, Required = true, List = InLines, AlsoCalled = ["qty", "count", "units", "pieces"] },
        Number(SaleMember.UnitPriceMinor, "unitPriceMinor", Minor, "Price of one in the currency's minor unit. This or amountMinor is required.", 0, MaxUnitPriceMinor) with { Nullable = true, List = InLines, AlsoCalled = ["price", "priceMinor", "itemPrice"] },
        Number(SaleMember.AmountMinor, "amountMinor", Minor, "What the whole line comes to after its discount, where no unit price is known.", 0, MaxExact) with { Nullable = true, List = InLines, AlsoCalled = ["total", "lineTotal", "totalPrice"] },
        new(SaleMember.LineDiscountMinor, "discountMinor", MemberShape.Integer, $"{Minor} from 0 to the line's quantity x unit price", "Taken off the whole line, at most quantity × unitPriceMinor.") { Min = 0, Default = 0L, List = InLines, AlsoCalled = ["discounts", "discountAmount"] },
        Amount(SaleMember.LineTaxMinor, "taxMinor", "The line's tax after all discounts: at most its amount where that includes it. Absent: unknown; 0: none.") with { Nullable = true, List = InLines, AlsoCalled = ["vat", "taxAmount"] },
        Text(SaleMember.TaxCode, "taxCode", "Such as standard or reduced, trimmed.") with { Nullable = true, List = InLines, AlsoCalled = ["vatCode", "taxClass"] },
        new(SaleMember.Returned, "returned", MemberShape.Flag, "true or false", "The line comes back, which makes a sale an exchange. Absent: false on a sale, true on a return.") { Nullable = true, List = InLines, AlsoCalled = ["isReturn", "return", "refunded"] },
        new(SaleMember.LineOriginalSaleId, "originalSaleId", MemberShape.Id, $"the saleId of the receipt the line was sold on: {Id}", "The receipt that a returned line was sold on.") { Min = 1, Max = SaleId.MaxLength, Nullable = true, List = InLines },
        new(SaleMember.DiscountShareMinor, "discountShareMinor", MemberShape.Integer, "a whole number", "The line's share of the sale's discountMinor.") { List = InLines },
        new(SaleMember.TaxShareMinor, "taxShareMinor", MemberShape.Integer, "a whole number", "The line's share of the sale's taxMinor.") { List = InLines },
        Choice(SaleMember.PaymentMethod, "method", null, "How it was paid.", "cash", "card", "giftCard", "voucher", "account", "wallet", "bank", "other") with { Required = true, List = InPayments, AlsoCalled = ["type", "tender", "paymentMethod"] },
        Number(SaleMember.PaymentAmountMinor, "amountMinor", Minor, "Signed as money that comes in: change and refunds are negative.", -MaxExact, MaxExact) with { Required = true, List = InPayments, AlsoCalled = ["value", "total"] },
    ];

    /// <summary>What a till posts.</summary>
    public static ObjectMembers Posted { get; } = new(Of(SaleMember.SaleId, SaleMember.Metadata), Of(SaleMember.Version, SaleMember.Original));

    /// <summary>What the ledger holds: what was posted and what recording added.</summary>
    public static ObjectMembers Recorded { get; } = new(Of(SaleMember.SaleId, SaleMember.Original), []);

    /// <summary>A line's.</summary>
    public static ObjectMembers Line { get; } = new(Of(SaleMember.Sku, SaleMember.LineOriginalSaleId), Of(SaleMember.DiscountShareMinor, SaleMember.TaxShareMinor));

    /// <summary>A line's as the ledger holds it, with its shares of what was given for the whole sale.</summary>
    public static ObjectMembers RecordedLine { get; } = new(Of(SaleMember.Sku, SaleMember.TaxShareMinor), []);

    /// <summary>A payment's.</summary>
    public static ObjectMembers Payment { get; } = new(Of(SaleMember.PaymentMethod, SaleMember.PaymentAmountMinor), []);

    public static MemberRule Of(SaleMember member) => Table[(int)member];

    static ReadOnlySpan<MemberRule> Of(SaleMember first, SaleMember last) => Table.AsSpan((int)first..((int)last + 1));

    static MemberRule Text(SaleMember member, string name, string meaning, int max = MaxText) =>
        Ranged(member, name, MemberShape.Text, "{0:N0} to {1:N0} printable characters", meaning, 1, max);

    static MemberRule Flag(SaleMember member, string name, string meaning, bool fallback) =>
        new(member, name, MemberShape.Flag, "true or false", meaning) { Default = fallback };

    static MemberRule Choice(SaleMember member, string name, string? fallback, string meaning, params string[] choices) =>
        new(member, name, MemberShape.Choice, $"{string.Join(", ", choices[..^1])} or {choices[^1]}", meaning) { Choices = choices, Default = fallback };

    static MemberRule Number(SaleMember member, string name, string what, string meaning, long min, long max) =>
        Ranged(member, name, MemberShape.Integer, what + " from {0:N0} to {1:N0}", meaning, min, max);

    /// <summary>An amount that is not negative; without <paramref name="max"/> the lines decide how large it can be.</summary>
    static MemberRule Amount(SaleMember member, string name, string meaning, long? max = null) => max is { } most
        ? Number(member, name, Minor, meaning, 0, most)
        : new(member, name, MemberShape.Integer, $"{Minor} of at least 0", meaning) { Min = 0 };

    static MemberRule Ranged(SaleMember member, string name, MemberShape shape, string holds, string meaning, long min, long max) =>
        new(member, name, shape, string.Format(CultureInfo.InvariantCulture, holds, min, max), string.Format(CultureInfo.InvariantCulture, meaning, min, max)) { Min = min, Max = max };
}

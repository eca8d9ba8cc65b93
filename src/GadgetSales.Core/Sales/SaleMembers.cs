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
    public const int MaxName = 200;

    public const int MaxLines = 1_500;

    public const int MaxQuantity = 100_000;

    /// <summary>Minor units.</summary>
    public const long MaxUnitPriceMinor = 1_000_000_000_000;

    const string Id = "1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit";
    const string Minor = "a whole number of minor units (cents)";
    const string InLines = "lines";

    static readonly MemberRule[] Table =
    [
        new(SaleMember.None, "", MemberShape.Text, "", ""),
        new(SaleMember.SaleId, "saleId", MemberShape.Id, Id, "The permanent idempotency key. Absent: the Idempotency-Key header, else a UUIDv7 the server makes.") { Min = 1, Max = SaleId.MaxLength },
        Text(SaleMember.StoreId, "storeId", "The store, trimmed.") with { Required = true },
        Text(SaleMember.RegisterId, "registerId", "The till within the store, trimmed.") with { Nullable = true },
        Number(SaleMember.ReceiptNumber, "receiptNumber", "a whole number", "The till's own consecutive number, used to find gaps.", 1, MaxExact) with { Nullable = true },
        new(SaleMember.Type, "type", MemberShape.Choice, "sale, return or void", "A void has no lines and cancels all of its original.") { Choices = ["sale", "return", "void"], Default = "sale" },
        new(SaleMember.OriginalSaleId, "originalSaleId", MemberShape.Id, $"the saleId of the receipt it refers to: {Id}", "The receipt a return refers to (optional) or a void cancels (required).") { Min = 1, Max = SaleId.MaxLength, Nullable = true },
        new(SaleMember.SoldAt, "soldAt", MemberShape.Time, "an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00", "RFC 3339 with the store's offset; since 2000 and at most 24 hours ahead.") { Required = true },
        new(SaleMember.BusinessDate, "businessDate", MemberShape.Date, "a calendar date as yyyy-MM-dd", "The trading day it counts for. Absent: the local date of soldAt.") { Nullable = true },
        new(SaleMember.Currency, "currency", MemberShape.Currency, "an ISO 4217 code in upper case, such as USD", "ISO 4217, upper case. Every amount is in its minor unit.") { Min = 3, Max = 3, Required = true },
        Text(SaleMember.Channel, "channel", "Such as store or web, trimmed.") with { Nullable = true },
        Ranged(SaleMember.Lines, InLines, MemberShape.Lines, "an array of {0:N0} to {1:N0} lines", "{0:N0} to {1:N0} lines; none on a void.", 1, MaxLines),
        new(SaleMember.Version, "version", MemberShape.Integer, "a whole number of at least 1", "1 for every sale that was posted here.") { Min = 1, Required = true },
        new(SaleMember.TotalMinor, "totalMinor", MemberShape.Integer, "a whole number", "What the sale adds to revenue: negative for a return and for the void of a sale.") { Required = true },
        new(SaleMember.Units, "units", MemberShape.Integer, "a whole number", "What the sale adds to units sold, with the same sign.") { Required = true },
        new(SaleMember.RecordedAt, "recordedAt", MemberShape.Time, "an RFC 3339 time in UTC", "When the ledger took it, UTC.") { Required = true },
        new(SaleMember.Original, "original", MemberShape.Original, "an object with type and lines", "What a void cancels."),
        Text(SaleMember.Sku, "sku", "Stock keeping unit, trimmed.") with { Required = true, List = InLines },
        Text(SaleMember.Name, "name", "What the receipt says.", MaxName) with { Nullable = true, List = InLines },
        Text(SaleMember.Category, "category", "Product category, trimmed.") with { Nullable = true, List = InLines },
        Number(SaleMember.Quantity, "quantity", "a whole number", "Pieces.", 1, MaxQuantity) with { Required = true, List = InLines },
        Number(SaleMember.UnitPriceMinor, "unitPriceMinor", Minor, "Price of one in the currency's minor unit.", 0, MaxUnitPriceMinor) with { Required = true, List = InLines },
        new(SaleMember.LineDiscountMinor, "discountMinor", MemberShape.Integer, $"{Minor} from 0 to the line's quantity x unit price", "Taken off the whole line, at most quantity × unitPriceMinor.") { Min = 0, Default = 0L, List = InLines },
    ];

    /// <summary>What a till posts.</summary>
    public static ObjectMembers Posted { get; } = new(Of(SaleMember.SaleId, SaleMember.Lines), Of(SaleMember.Version, SaleMember.Original));

    /// <summary>What the ledger holds: what was posted and what recording added.</summary>
    public static ObjectMembers Recorded { get; } = new(Of(SaleMember.SaleId, SaleMember.Original), []);

    /// <summary>A line's.</summary>
    public static ObjectMembers Line { get; } = new(Of(SaleMember.Sku, SaleMember.LineDiscountMinor), []);

    public static MemberRule Of(SaleMember member) => Table[(int)member];

    static ReadOnlySpan<MemberRule> Of(SaleMember first, SaleMember last) => Table.AsSpan((int)first..((int)last + 1));

    static MemberRule Text(SaleMember member, string name, string meaning, int max = MaxText) =>
        Ranged(member, name, MemberShape.Text, "{0:N0} to {1:N0} printable characters", meaning, 1, max);

    static MemberRule Number(SaleMember member, string name, string what, string meaning, long min, long max) =>
        Ranged(member, name, MemberShape.Integer, what + " from {0:N0} to {1:N0}", meaning, min, max);

    static MemberRule Ranged(SaleMember member, string name, MemberShape shape, string holds, string meaning, long min, long max) =>
        new(member, name, shape, string.Format(CultureInfo.InvariantCulture, holds, min, max), string.Format(CultureInfo.InvariantCulture, meaning, min, max)) { Min = min, Max = max };
}

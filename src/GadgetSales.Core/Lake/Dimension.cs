namespace GadgetSales.Core.Lake;

/// <summary>What sales can be grouped and filtered by.</summary>
public sealed class Dimension
{
    Dimension(string name, string field, string description, bool isLineLevel = false, string? expression = null, params IReadOnlyList<string> values)
    {
        Name = name;
        Field = LakeSchema.Fields.Single(candidate => string.Equals(candidate.Name, field, StringComparison.Ordinal));
        Expression = expression ?? field;
        Description = description;
        IsLineLevel = isLineLevel;
        IsOfTime = expression is not null && !isLineLevel;
        Values = values;
    }

    public static Dimension Store { get; } = new("store", "store_id", "The store that sold, by its id.");

    public static Dimension Register { get; } = new("register", "register_id", "The register within the store, by its id; null where tills do not say.");

    public static Dimension Sku { get; } = new("sku", "sku", "The article, by its stock keeping unit.", isLineLevel: true);

    public static Dimension Category { get; } = new("category", "category", "The article's category, by its name; null where it has none.", isLineLevel: true);

    public static Dimension Channel { get; } = new("channel", "channel", "The sales channel, such as store or online; null where tills do not say.");

    public static Dimension Currency { get; } = new("currency", "currency", "The currency, an ISO 4217 code; amounts are never summed across currencies.");

    /// <summary>Its name in the range of the question, so that a question over a past month reads no more than that month.</summary>
    public static Dimension Product { get; } = new("product", "product_name",
        "The article's latest name in the range, by its stock keeping unit; null where it never had one.", isLineLevel: true, expression: LatestNames.Column);

    public static Dimension TaxCode { get; } = new("taxCode", "tax_code", "The tax code of the line, as tills name it; null where they do not say.", isLineLevel: true);

    public static Dimension PaymentMethod { get; } = new("paymentMethod", "payment_method", "How it was paid, for payments alone: cash, card, gift card, voucher, account, wallet, bank or other.",
        values: ["cash", "card", "giftCard", "voucher", "account", "wallet", "bank", "other"]);

    public static Dimension Type { get; } = new("type", "sale_type", "The kind of receipt: sale, return or void.", values: ["sale", "return", "void"]);

    /// <summary>1900-01-01 was a Monday, and no sale is older; the names that engines have for weekdays count differently.</summary>
    public static Dimension Weekday { get; } = new("weekday", LakeSchema.Partition, "The weekday of the business date, from 1 (Monday) to 7 (Sunday).",
        expression: $"date_diff('day', DATE '1900-01-01', {LakeSchema.Partition}) % 7 + 1", values: ["1", "2", "3", "4", "5", "6", "7"]);

    public static Dimension HourOfDay { get; } = new("hourOfDay", "sold_at_local", "The hour of the store's wall clock, from 0 to 23.",
        expression: "CAST(hour(sold_at_local) AS bigint)", values: [.. Enumerable.Range(0, 24).Select(hour => $"{hour}")]);

    /// <summary>As requests and answers name it.</summary>
    public string Name { get; }

    /// <summary>The lake's column behind it.</summary>
    public LakeField Field { get; }

    public string Description { get; }

    /// <summary>The lines of one sale may differ in it.</summary>
    public bool IsLineLevel { get; }

    /// <summary>It is cut from the time of a sale; its values are whole numbers.</summary>
    public bool IsOfTime { get; }

    /// <summary>All there are; empty where sales bring their own.</summary>
    public IReadOnlyList<string> Values { get; }

    internal string Expression { get; }

    internal string SqlType => IsOfTime ? "bigint" : "varchar";

    public override string ToString() => Name;
}

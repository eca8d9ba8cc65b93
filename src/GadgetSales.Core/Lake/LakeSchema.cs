namespace GadgetSales.Core.Lake;

/// <summary>A column of the lake's flat table.</summary>
/// <param name="Name">snake_case, the same on every engine.</param>
/// <param name="Type">As a query returns it.</param>
/// <param name="Nullable">False: every row has a value.</param>
/// <param name="Description">Meaning, unit and zone.</param>
public sealed record LakeField(string Name, LakeType Type, bool Nullable, string Description);

/// <summary>The lake's one flat table, the same on every engine: a row per sale line.</summary>
public static class LakeSchema
{
    /// <summary>The view that queries read: each sale once, at its highest version, removed sales gone.</summary>
    public const string View = "sale_lines";

    /// <summary>The partition: the business date.</summary>
    public const string Partition = "sale_date";

    /// <summary>Every column in the order of the table, the partition last.</summary>
    public static IReadOnlyList<LakeField> Fields { get; } =
    [
        new("sale_id", LakeType.Varchar, Nullable: false, "The sale's permanent id"),
        new("line_number", LakeType.Bigint, Nullable: false, "From 1, in the receipt's order"),
        new("sale_type", LakeType.Varchar, Nullable: false, "sale, return or void"),
        new("original_sale_id", LakeType.Varchar, Nullable: true, "The sale that a return refers to or a void cancels"),
        new("store_id", LakeType.Varchar, Nullable: false, "The store"),
        new("register_id", LakeType.Varchar, Nullable: true, "The register; on a void, its original's"),
        new("receipt_number", LakeType.Bigint, Nullable: true, "The register's own consecutive number"),
        new("channel", LakeType.Varchar, Nullable: true, "The sales channel; on a void, its original's"),
        new("sku", LakeType.Varchar, Nullable: false, "The article"),
        new("product_name", LakeType.Varchar, Nullable: true, "The article's name on the receipt"),
        new("category", LakeType.Varchar, Nullable: true, "The article's category"),
        new("quantity", LakeType.Bigint, Nullable: false, "Pieces; negative where the sale takes away (returns, voids of sales)"),
        new("unit_price_minor", LakeType.Bigint, Nullable: false, "Price of one piece in the currency's minor unit, never negative"),
        new("discount_minor", LakeType.Bigint, Nullable: false, "Discount on the line in minor units, as on the receipt: never negative"),
        new("amount_minor", LakeType.Bigint, Nullable: false, "Net of the discount in minor units, with the sign of quantity"),
        new("currency", LakeType.Varchar, Nullable: false, "ISO 4217"),
        new("sold_at", LakeType.Timestamp, Nullable: false, "When it was sold, UTC"),
        new("sold_at_local", LakeType.Timestamp, Nullable: false, "When it was sold, on the store's wall clock"),
        new("recorded_at", LakeType.Timestamp, Nullable: false, "When the ledger recorded it, UTC"),
        new("change_type", LakeType.Varchar, Nullable: false, "INSERT, MODIFY or REMOVE"),
        new("version", LakeType.Bigint, Nullable: false, "Of the sale: the highest one counts"),
        new("event_id", LakeType.Varchar, Nullable: false, "Names the change that brought the row"),
        new(Partition, LakeType.Date, Nullable: false, "The business date the sale counts for"),
    ];
}

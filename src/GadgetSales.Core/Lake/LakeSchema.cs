namespace GadgetSales.Core.Lake;

/// <summary>A column of the lake's flat table.</summary>
/// <param name="Name">snake_case, the same on every engine.</param>
/// <param name="Type">As a query returns it.</param>
/// <param name="Nullable">False: every row has a value.</param>
/// <param name="Description">Meaning, unit and zone.</param>
public sealed record LakeField(string Name, LakeType Type, bool Nullable, string Description);

/// <summary>The lake's one flat table, the same on every engine: a row per sale line, and per tip, rounding and payment.</summary>
public static class LakeSchema
{
    /// <summary>The table behind the views.</summary>
    public const string Table = "sale_facts";

    /// <summary>What adds to revenue (goods, fees, components): each sale once, at its highest version, removed and training sales gone.</summary>
    public const string View = "sale_lines";

    /// <summary>As <see cref="View"/>: gift cards and prepayments, tips and rounding.</summary>
    public const string OtherView = "sale_other";

    /// <summary>As <see cref="View"/>: payments.</summary>
    public const string PaymentsView = "sale_payments";

    /// <summary>The partition: the business date.</summary>
    public const string Partition = "sale_date";

    /// <summary>The kinds of <see cref="View"/>, as SQL lists them.</summary>
    public const string RevenueKinds = "'goods', 'fee', 'component'";

    /// <summary>The kinds of <see cref="OtherView"/>, as SQL lists them.</summary>
    public const string OtherKinds = "'giftCard', 'prepayment', 'tip', 'rounding'";

    /// <summary>The kinds of <see cref="PaymentsView"/>, as SQL lists them.</summary>
    public const string PaymentKinds = "'payment'";

    /// <summary>The column that the views make of thousandths.</summary>
    public const string Quantity = "quantity_milli * DECIMAL '0.001' AS quantity";

    /// <summary>Every column in the order of the table, the partition last.</summary>
    public static IReadOnlyList<LakeField> Fields { get; } =
    [
        new("sale_id", LakeType.Varchar, Nullable: false, "The sale's permanent id"),
        new("line_number", LakeType.Bigint, Nullable: false, "From 1, in the receipt's order; tip, rounding and payments follow the lines"),
        new("sale_type", LakeType.Varchar, Nullable: false, "sale, return or void"),
        new("voided_type", LakeType.Varchar, Nullable: true, "On a void, the type of what it cancels: sale or return"),
        new("kind", LakeType.Varchar, Nullable: false, "goods, fee, component, giftCard, prepayment; tip, rounding, payment"),
        new("returned", LakeType.Boolean, Nullable: false, "Whether the line comes back; on a void, as on its original"),
        new("training", LakeType.Boolean, Nullable: false, "Rung up for training: the views leave it out"),
        new("original_sale_id", LakeType.Varchar, Nullable: true, "The sale that a returned line was sold on, a return refers to or a void cancels"),
        new("store_id", LakeType.Varchar, Nullable: false, "The store"),
        new("register_id", LakeType.Varchar, Nullable: true, "The register; on a void, its original's"),
        new("posted_register_id", LakeType.Varchar, Nullable: true, "The register that posted the receipt, to which its receipt number belongs"),
        new("receipt_number", LakeType.Bigint, Nullable: true, "The posting register's own consecutive number"),
        new("channel", LakeType.Varchar, Nullable: true, "The sales channel; on a void, its original's"),
        new("sku", LakeType.Varchar, Nullable: true, "The article; null on tip, rounding and payments"),
        new("product_name", LakeType.Varchar, Nullable: true, "The article's name on the receipt"),
        new("category", LakeType.Varchar, Nullable: true, "The article's category"),
        new("quantity_milli", LakeType.Bigint, Nullable: false, "Thousandths of pieces, hours or metres; negative where the line takes away (returns, voids of sales)"),
        new("unit_price_minor", LakeType.Bigint, Nullable: true, "Price of one in the currency's minor unit, never negative; null where only the amount is known"),
        new("gross_minor", LakeType.Bigint, Nullable: false, "Before discounts in minor units, as on the receipt: never negative"),
        new("discount_minor", LakeType.Bigint, Nullable: false, "Discount on the line and its share of the receipt's in minor units, as on the receipt: never negative"),
        new("amount_minor", LakeType.Bigint, Nullable: false, "Net of all discounts in minor units, with the sign of quantity_milli; tip, rounding and payments as money that comes in"),
        new("tax_minor", LakeType.Bigint, Nullable: true, "Tax in minor units with the sign of amount_minor; null where it is unknown"),
        new("tax_included", LakeType.Boolean, Nullable: false, "Whether amount_minor holds the tax"),
        new("tax_code", LakeType.Varchar, Nullable: true, "The line's tax code"),
        new("payment_method", LakeType.Varchar, Nullable: true, "On payments: cash, card, giftCard, voucher, account, wallet, bank or other"),
        new("currency", LakeType.Varchar, Nullable: false, "ISO 4217"),
        new("sale_count", LakeType.Bigint, Nullable: false, "1 on one row of a sale with a sold line, -1 on that of its void, else 0: sums to transactions"),
        new("return_count", LakeType.Bigint, Nullable: false, "1 on one row of a return, -1 on that of its void, else 0: sums to receipts of returns"),
        new("first_of_sku", LakeType.Boolean, Nullable: false, "The receipt's first sold line of its sku"),
        new("first_of_category", LakeType.Boolean, Nullable: false, "The receipt's first sold line of its category"),
        new("sold_at", LakeType.Timestamp, Nullable: false, "When it was sold, UTC"),
        new("sold_at_local", LakeType.Timestamp, Nullable: false, "When it was sold, on the store's wall clock"),
        new("recorded_at", LakeType.Timestamp, Nullable: false, "When the ledger recorded it, UTC"),
        new("committed_at", LakeType.Timestamp, Nullable: false, "When the change was committed, UTC"),
        new("change_type", LakeType.Varchar, Nullable: false, "INSERT, MODIFY or REMOVE"),
        new("version", LakeType.Bigint, Nullable: false, "Of the sale: the highest one counts"),
        new("event_id", LakeType.Varchar, Nullable: false, "Names the change that brought the row"),
        new(Partition, LakeType.Date, Nullable: false, "The business date the sale counts for"),
    ];

    /// <summary>The columns of each view: the table's, and the quantity as people write it.</summary>
    public static IReadOnlyList<LakeField> ViewFields { get; } =
        [.. Fields, new("quantity", LakeType.Double, Nullable: false, "quantity_milli in whole pieces, hours or metres: a decimal with three places")];
}

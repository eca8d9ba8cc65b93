namespace GadgetSales.Core.Lake;

/// <summary>Which facts a sum is over; each is a view of the lake.</summary>
internal sealed record FactView(string Name, string Kinds)
{
    /// <summary>What is sold and comes back.</summary>
    public static readonly FactView Lines = new(LakeSchema.View, $"kind IN ({LakeSchema.RevenueKinds})");

    /// <summary>What is on receipts and is neither revenue nor units: stored value, tips, rounding.</summary>
    public static readonly FactView Other = new(LakeSchema.OtherView, $"kind IN ({LakeSchema.OtherKinds})");

    public static readonly FactView Payments = new(LakeSchema.PaymentsView, $"kind IN ({LakeSchema.PaymentKinds})");
}

/// <summary>A sum over facts: the only aggregates that run over raw rows.</summary>
/// <param name="Column">Name in the grouped subquery.</param>
/// <param name="Value">What a row adds, a whole number; null and 0 alike add nothing.</param>
internal sealed record LineSum(string Column, string Value, params IReadOnlyList<FactView> Views)
{
    // The facts have gross and discount as on the receipt, never negative; a void takes them away. The cheap and common case stands first: on ten
    // million rows it is worth a fifth of the query.
    const string Cancelled = "WHEN sale_type = 'void' THEN";
    const string GoodsSold = "WHEN kind = 'goods' AND NOT returned THEN";
    const string GoodsBack = "WHEN kind = 'goods' AND returned THEN";

    /// <summary>The columns that expressions read.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "sale_id", "sale_type", "voided_type", "kind", "returned", "quantity_milli", "gross_minor", "discount_minor", "amount_minor", "tax_minor", "tax_included",
        "payment_method", "sale_count", "return_count", "first_of_sku", "first_of_category",
    ];

    public static LineSum Amount { get; } = new("amount", "amount_minor", FactView.Lines);

    public static LineSum Gross { get; } = new("gross", $"CASE WHEN returned THEN 0 {Cancelled} -gross_minor ELSE gross_minor END", FactView.Lines);

    public static LineSum Discount { get; } = new("discount", $"CASE WHEN discount_minor = 0 OR returned THEN 0 {Cancelled} -discount_minor ELSE discount_minor END", FactView.Lines);

    public static LineSum Returned { get; } = new("returned_amount", "CASE WHEN returned THEN -amount_minor ELSE 0 END", FactView.Lines);

    public static LineSum TaxWithin { get; } = new("tax_within", "CASE WHEN tax_included THEN tax_minor ELSE 0 END", FactView.Lines);

    public static LineSum Tax { get; } = new("tax", "tax_minor", FactView.Lines);

    public static LineSum TaxUnknown { get; } = new("tax_unknown", "CASE WHEN tax_minor IS NULL THEN amount_minor ELSE 0 END", FactView.Lines);

    /// <summary>Lines whose tax comes on top of their amount, of <see cref="Lines"/>.</summary>
    public static LineSum TaxOnTop { get; } = new("tax_on_top", "CASE WHEN tax_included THEN 0 ELSE 1 END", FactView.Lines);

    public static LineSum Lines { get; } = new("line_count", "1", FactView.Lines);

    public static LineSum UnitsSold { get; } = new("units_sold", $"CASE {GoodsSold} quantity_milli ELSE 0 END", FactView.Lines);

    public static LineSum UnitsReturned { get; } = new("units_returned", $"CASE {GoodsBack} -quantity_milli ELSE 0 END", FactView.Lines);

    public static LineSum GoodsGross { get; } = new("goods_gross", $"CASE WHEN kind <> 'goods' OR returned THEN 0 {Cancelled} -gross_minor ELSE gross_minor END", FactView.Lines);

    public static LineSum Tips { get; } = new("tips", "CASE WHEN kind = 'tip' THEN amount_minor ELSE 0 END", FactView.Other);

    public static LineSum Rounding { get; } = new("rounding", "CASE WHEN kind = 'rounding' THEN amount_minor ELSE 0 END", FactView.Other);

    public static LineSum StoredValue { get; } = new("stored_value",
        "CASE WHEN kind IN ('giftCard', 'prepayment') THEN amount_minor WHEN kind = 'payment' AND payment_method = 'giftCard' THEN -amount_minor ELSE 0 END",
        FactView.Other, FactView.Payments);

    public static LineSum Payments { get; } = new("payments", "CASE WHEN kind = 'payment' THEN amount_minor ELSE 0 END", FactView.Payments);

    /// <summary>Receipts, where every line of a receipt falls into the same group: one of its rows stands for it.</summary>
    public static LineSum Sold { get; } = new("sold", "sale_count", FactView.Lines);

    /// <summary>As <see cref="Sold"/>, where rows are told apart by article and nothing else of a line.</summary>
    public static LineSum SoldBySku { get; } = Sold with { Value = Signed("first_of_sku") };

    public static LineSum SoldByCategory { get; } = Sold with { Value = Signed("first_of_category") };

    /// <summary>Receipts, where the lines of one fall into several groups or are left out by a filter.</summary>
    public static LineSum SoldDistinct { get; } = Sold with { Value = "", Distinct = ("sale", "NOT returned") };

    public static LineSum Back { get; } = new("back", "return_count", FactView.Lines);

    public static LineSum BackDistinct { get; } = Back with { Value = "", Distinct = ("return", "returned") };

    /// <summary>The type and the lines of the receipts that are counted one by one, less voided ones; null where <see cref="Value"/> is summed.</summary>
    public (string Type, string Rows)? Distinct { get; private init; }

    /// <summary>The aggregate; DuckDB sums wider than bigint, so the writer casts it.</summary>
    /// <param name="mixed">Facts of other kinds are among the rows.</param>
    public string Aggregate(bool mixed)
    {
        var guard = mixed ? string.Join(" OR ", Views.Select(view => view.Kinds)) : null;
        if (Distinct is not { } counted)
        {
            return guard is null ? $"coalesce(sum({Value}), 0)" : $"coalesce(sum(CASE WHEN {guard} THEN {Value} END), 0)";
        }

        var lines = guard is null ? counted.Rows : $"({guard}) AND {counted.Rows}";
        return $"count(DISTINCT CASE WHEN sale_type = '{counted.Type}' AND {lines} THEN sale_id END)"
            + $" - count(DISTINCT CASE WHEN sale_type = 'void' AND voided_type = '{counted.Type}' AND {lines} THEN sale_id END)";
    }

    static string Signed(string flag) => $"CASE WHEN NOT {flag} THEN 0 WHEN sale_type = 'void' THEN -1 ELSE 1 END";
}

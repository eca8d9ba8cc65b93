namespace GadgetSales.Core.Lake;

/// <summary>
/// What can be asked of the sales. Every measure is made of sums over facts that add up over days, stores and articles,
/// and <c>revenue = grossRevenue - discount - returns</c> always holds.
/// </summary>
public sealed class Measure
{
    readonly Func<string, string> _expression;

    Measure(string name, MeasureUnit unit, LineSum[] sums, Func<string, string> expression, string description, bool isAdditive = true)
    {
        Name = name;
        Unit = unit;
        Description = description;
        IsAdditive = isAdditive;
        Sums = sums;
        _expression = expression;
    }

    public static Measure Revenue { get; } = Sum("revenue", MeasureUnit.Minor, LineSum.Amount,
        "What was taken for goods, fees and parts of kits, as priced, in minor units: net of discounts, returns and voids.");

    public static Measure NetRevenue { get; } = new("netRevenue", MeasureUnit.Minor, [LineSum.Amount, LineSum.TaxWithin, LineSum.TaxUnknown], p => $"{p}amount - {p}tax_within",
        "Revenue without the tax that it includes, in minor units; tax that tills do not tell is not taken off.");

    public static Measure Tax { get; } = new("tax", MeasureUnit.Minor, [LineSum.Tax, LineSum.TaxUnknown], p => $"{p}tax",
        "Tax on what was sold, included or on top, in minor units, net of returns and voids; of tills that tell it.");

    public static Measure GrossRevenue { get; } = Sum("grossRevenue", MeasureUnit.Minor, LineSum.Gross,
        "Quantity times price of what was sold, in minor units: before discounts and returns, less voided sales.");

    public static Measure Discount { get; } = Sum("discount", MeasureUnit.Minor, LineSum.Discount,
        "Discounts given on what was sold, in positive minor units, less those of voided sales.");

    public static Measure Returns { get; } = Sum("returns", MeasureUnit.Minor, LineSum.Returned,
        "What was paid back for returned goods, in positive minor units, less voided returns.");

    public static Measure Units { get; } = new("units", MeasureUnit.Quantity, [LineSum.UnitsSold, LineSum.UnitsReturned], p => $"{p}units_sold - {p}units_returned",
        "Goods sold less returned, a count with three decimals, net of voids.");

    public static Measure UnitsSold { get; } = Sum("unitsSold", MeasureUnit.Quantity, LineSum.UnitsSold,
        "Goods sold, a count with three decimals, less voided sales and before returns.");

    public static Measure UnitsReturned { get; } = Sum("unitsReturned", MeasureUnit.Quantity, LineSum.UnitsReturned,
        "Goods that came back, a positive count with three decimals, less voided returns.");

    public static Measure Transactions { get; } = Sum("transactions", MeasureUnit.Count, LineSum.Sold,
        "Receipts of sales, a count, less voided ones and without returns; by article those that hold at least one such line.");

    public static Measure ReturnReceipts { get; } = Sum("returnReceipts", MeasureUnit.Count, LineSum.Back,
        "Receipts of returns, a count, less voided ones; by article those that hold at least one such line.");

    /// <summary>
    /// Rounded half away from zero to the minor unit; null without a positive number of transactions.
    /// Exact while the revenue of a row stays below 2^53 minor units.
    /// </summary>
    public static Measure AverageBasket { get; } = Quotient("averageBasket", MeasureUnit.Minor, [LineSum.Amount, LineSum.Sold], "{0}amount", "{0}sold", 1,
        "Revenue per transaction, in minor units; null where there is no transaction.");

    public static Measure UnitsPerTransaction { get; } = Quotient("unitsPerTransaction", MeasureUnit.Quantity, [LineSum.UnitsSold, LineSum.Sold], "{0}units_sold", "{0}sold", 1,
        "Goods sold per transaction, a count with three decimals; null where there is no transaction.");

    public static Measure AveragePrice { get; } = Quotient("averagePrice", MeasureUnit.Minor, [LineSum.GoodsGross, LineSum.UnitsSold], "{0}goods_gross", "{0}units_sold", 1000,
        "Gross revenue of goods by unit sold, in minor units; null where none was sold.");

    public static Measure DiscountRate { get; } = Quotient("discountRate", MeasureUnit.Ratio, [LineSum.Discount, LineSum.Gross], "{0}discount", "{0}gross", 1_000_000,
        "Discount as a part of gross revenue, a ratio of which 1 is all of it; null where nothing was sold.");

    public static Measure ReturnRate { get; } = Quotient("returnRate", MeasureUnit.Ratio, [LineSum.Returned, LineSum.Gross, LineSum.Discount], "{0}returned_amount", "({0}gross - {0}discount)", 1_000_000,
        "Returns as a part of gross revenue less discount, a ratio of which 1 is all of it; null where nothing was sold.");

    public static Measure Tips { get; } = Sum("tips", MeasureUnit.Minor, LineSum.Tips, "Tips, apart from revenue, in minor units.");

    public static Measure Rounding { get; } = Sum("rounding", MeasureUnit.Minor, LineSum.Rounding,
        "What rounding of cash brought in, negative where it was given away, in minor units.");

    public static Measure StoredValue { get; } = Sum("storedValue", MeasureUnit.Minor, LineSum.StoredValue,
        "Gift cards and prepayments sold less those redeemed, in minor units: neither revenue nor units.");

    public static Measure Payments { get; } = Sum("payments", MeasureUnit.Minor, LineSum.Payments,
        "Money that came in, in minor units: change and refunds are negative.");

    /// <summary>As requests name it, camelCase.</summary>
    public string Name { get; }

    public MeasureUnit Unit { get; }

    /// <summary>An integer in the currency's minor unit; else a count or a ratio.</summary>
    public bool IsMoney => Unit == MeasureUnit.Minor;

    /// <summary>As answers name it: money ends in <c>Minor</c>.</summary>
    public string Column => IsMoney ? Name + "Minor" : Name;

    public string Description { get; }

    /// <summary>False where the values of parts do not add up to the value of the whole.</summary>
    public bool IsAdditive { get; }

    /// <summary>It is of receipts as a whole: no article, category or tax code has it.</summary>
    public bool IsOfReceipts => !Sums.Any(sum => sum.Views.Contains(FactView.Lines));

    /// <summary>Payments alone have a method.</summary>
    public bool IsOfPayments => Sums.All(sum => sum.Views is [var only] && only == FactView.Payments);

    /// <summary>Says beside its values how much of them tills did not tell the tax of.</summary>
    public bool IsOfTax => Sums.Contains(LineSum.TaxUnknown);

    /// <summary>It is of prices, which may or may not hold the tax.</summary>
    internal bool IsOfPrices => IsMoney && Sums.Any(sum => sum.Views.Contains(FactView.Lines)) && !Sums.Contains(LineSum.Tax) && !Sums.Contains(LineSum.TaxWithin);

    internal IReadOnlyList<LineSum> Sums { get; }

    /// <summary>The measure over the sums, whose columns start with <paramref name="prefix"/>.</summary>
    internal string Expression(string prefix) => _expression(prefix);

    public override string ToString() => Name;

    static Measure Sum(string name, MeasureUnit unit, LineSum sum, string description) => new(name, unit, [sum], p => p + sum.Column, description);

    /// <summary>Null where the divisor is not positive, rounded half away from zero.</summary>
    static Measure Quotient(string name, MeasureUnit unit, LineSum[] sums, string dividend, string divisor, int factor, string description)
    {
        return new(name, unit, sums, Expression, description, isAdditive: false);

        string Expression(string prefix)
        {
            var (over, under) = (dividend.Replace("{0}", prefix, StringComparison.Ordinal), divisor.Replace("{0}", prefix, StringComparison.Ordinal));
            var times = factor == 1 ? "" : $" * {factor}e0";
            return $"CASE WHEN {under} > 0 THEN CAST(round(CAST({over} AS double){times} / CAST({under} AS double)) AS bigint) END";
        }
    }
}

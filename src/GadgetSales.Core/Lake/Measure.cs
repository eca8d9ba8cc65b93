namespace GadgetSales.Core.Lake;

/// <summary>
/// What can be asked of the sales. Every measure is made of sums over sale lines that add up over days, stores and articles,
/// and <c>revenue = grossRevenue - discount - returns</c> always holds.
/// </summary>
public sealed class Measure
{
    readonly Func<string, string> _expression;

    Measure(string name, bool isMoney, LineSum[] sums, Func<string, string> expression, string description)
    {
        Name = name;
        IsMoney = isMoney;
        Description = description;
        Sums = sums;
        _expression = expression;
    }

    public static Measure Revenue { get; } = new("revenue", isMoney: true, [LineSum.Amount], p => $"{p}amount",
        "What was taken, in minor units: net of discounts, returns and voids.");

    public static Measure GrossRevenue { get; } = new("grossRevenue", isMoney: true, [LineSum.Amount, LineSum.Discount, LineSum.Returned],
        p => $"{p}amount + {p}discount + {p}returned_amount", "Quantity times price of what was sold, in minor units: before discounts and returns, less voided sales.");

    public static Measure Discount { get; } = new("discount", isMoney: true, [LineSum.Discount], p => $"{p}discount",
        "Discounts given on what was sold, in positive minor units, less those of voided sales.");

    public static Measure Returns { get; } = new("returns", isMoney: true, [LineSum.Returned], p => $"{p}returned_amount",
        "What was paid back for returned goods, in positive minor units, less voided returns.");

    public static Measure Units { get; } = new("units", isMoney: false, [LineSum.Quantity], p => $"CAST(round(CAST({p}quantity AS double) / 1000) AS bigint)",
        "Pieces sold, a count, net of returns and voids.");

    public static Measure Transactions { get; } = new("transactions", isMoney: false, [LineSum.Sold], p => $"{p}sold",
        "Receipts of sales, a count, less voided ones and without returns; by sku or category those that hold at least one such line.");

    /// <summary>
    /// Rounded half away from zero to the minor unit; null without a positive number of transactions.
    /// Exact while the revenue of a row stays below 2^53 minor units.
    /// </summary>
    public static Measure AverageBasket { get; } = new("averageBasket", isMoney: true, [LineSum.Amount, LineSum.Sold],
        p => $"CASE WHEN {p}sold > 0 THEN CAST(round(CAST({p}amount AS double) / CAST({p}sold AS double)) AS bigint) END",
        "Revenue per transaction, in minor units; null where there is no transaction.");

    /// <summary>As requests name it, camelCase.</summary>
    public string Name { get; }

    /// <summary>An integer in the currency's minor unit; else a count.</summary>
    public bool IsMoney { get; }

    /// <summary>As answers name it: money ends in <c>Minor</c>.</summary>
    public string Column => IsMoney ? Name + "Minor" : Name;

    public string Description { get; }

    /// <summary>False where the values of parts do not add up to the value of the whole.</summary>
    public bool IsAdditive => this != AverageBasket;

    internal IReadOnlyList<LineSum> Sums { get; }

    /// <summary>The measure over the sums, whose columns start with <paramref name="prefix"/>.</summary>
    internal string Expression(string prefix) => _expression(prefix);

    public override string ToString() => Name;
}

/// <summary>A sum over sale lines: the only aggregates that run over raw rows.</summary>
/// <param name="Column">Name in the grouped subquery.</param>
/// <param name="Expression">Integer aggregate; DuckDB sums wider than bigint, so the builder casts it.</param>
internal sealed record LineSum(string Column, string Expression)
{
    /// <summary>The columns that expressions read.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["sale_id", "sale_type", "kind", "returned", "quantity_milli", "discount_minor", "amount_minor", "sale_count"];

    public static LineSum Amount { get; } = new("amount", "sum(amount_minor)");

    /// <summary>Thousandths of goods: fees and components have no units.</summary>
    public static LineSum Quantity { get; } = new("quantity", "sum(CASE WHEN kind = 'goods' THEN quantity_milli ELSE 0 END)");

    // The cheap and common case stands first in each CASE: on ten million rows it is worth a fifth of the query.
    public static LineSum Discount { get; } = new("discount",
        "sum(CASE WHEN discount_minor = 0 OR returned THEN 0 WHEN sale_type = 'void' THEN -discount_minor ELSE discount_minor END)");

    public static LineSum Returned { get; } = new("returned_amount", "sum(CASE WHEN returned THEN -amount_minor ELSE 0 END)");

    /// <summary>Transactions, where every line of a sale falls into the same group: one of its rows stands for the sale.</summary>
    public static LineSum Sold { get; } = new("sold", "sum(sale_count)");

    /// <summary>Transactions, where the lines of a sale fall into several groups or are left out by a filter.</summary>
    public static LineSum SoldDistinct { get; } = new("sold",
        "count(DISTINCT CASE WHEN sale_type = 'sale' AND NOT returned THEN sale_id END)"
        + " - count(DISTINCT CASE WHEN sale_type = 'void' AND NOT returned THEN sale_id END)");
}

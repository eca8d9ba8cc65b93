namespace GadgetSales.Core.Lake;

/// <summary>A valid question about sales. Everything in it comes from the catalogue, except the values that filters compare with.</summary>
public sealed record InsightQuery
{
    /// <summary>At least one, none twice.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Business dates, both ends included; the earlier one first.</summary>
    public required DateSpan Span { get; init; }

    public Grain Grain { get; init; } = Grain.None;

    public IReadOnlyList<Dimension> GroupBy { get; init; } = [];

    /// <summary>All of them hold.</summary>
    public IReadOnlyList<DimensionFilter> Filters { get; init; } = [];

    /// <summary>Only what was sold in this part of each business date; null for all of it.</summary>
    public DayPart? DayPart { get; init; }

    /// <summary>
    /// Adds the values of all groups together, kept apart by some of the grouping's dimensions: right also where the values of groups do not add up. Null for none.
    /// Not with a comparison, and some dimension of the grouping must be left out.
    /// </summary>
    public IReadOnlyList<Dimension>? TotalsBy { get; init; }

    public Comparison? Comparison { get; init; }

    /// <summary>Leaves out what was sold later in the last business date than it is now, in both ranges; null for none.</summary>
    public PresentTime? PresentTime { get; init; }

    /// <summary>Only stores that sold before the earlier range of the comparison began, or as it began.</summary>
    public bool LikeForLike { get; init; }

    /// <summary>What was said of stores where like is compared with like; without it the first sale decides.</summary>
    public IReadOnlyList<StoreLife> StoreLives { get; init; } = [];

    /// <summary>Only these groups, or these and all others as one; null for every group.</summary>
    public TopGroups? Top { get; init; }

    /// <summary>Adds what all groups of a period come to, or without grouping all periods, so that shares can be told.</summary>
    public bool WithShares { get; init; }

    /// <summary>Adds what the whole range comes to, by currency where it is grouped by that.</summary>
    public bool WithTotals { get; init; }

    /// <summary>Sorts before the default order: period, then the first measure from its highest value, then the keys.</summary>
    public IReadOnlyList<InsightOrder> OrderBy { get; init; } = [];

    /// <summary>Rows to answer at most; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The stores that the caller may see; null for every store.</summary>
    public IReadOnlySet<string>? AllowedStores { get; init; }

    /// <summary>Money is asked for and nothing in the question says of which currency: the answer must be refused when the sales hold several.</summary>
    public bool MustFindCurrency => Measures.Any(measure => measure.IsMoney) && !GroupBy.Contains(Dimension.Currency) && FilteredCurrency is null;

    /// <summary>The currency that a filter fixes.</summary>
    public string? FilteredCurrency =>
        Filters.FirstOrDefault(filter => filter.Dimension == Dimension.Currency && !filter.Excludes) is { Values: [var only] } ? only : null;

    /// <summary>The question that what a period comes to answers: all groups together.</summary>
    internal InsightQuery OfPeriods => this with
    {
        GroupBy = [.. GroupBy.Where(dimension => dimension == Dimension.Currency)],
        Top = null,
        OrderBy = [],
        Limit = null,
        WithShares = false,
        WithTotals = false,
    };

    /// <summary>The question that what the whole range comes to answers.</summary>
    internal InsightQuery OfRange => OfPeriods with { Grain = Grain.None };

    /// <summary>Parts of the answer besides its rows, each with what asks for it.</summary>
    internal IReadOnlyList<(InsightPart Part, InsightQuery Query)> Parts
    {
        get
        {
            List<(InsightPart, InsightQuery)> parts = [];
            if (WithShares && Grain != Grain.None && GroupBy.Count > 0)
            {
                parts.Add((InsightPart.Periods, OfPeriods));
            }

            if (WithTotals || (WithShares && parts.Count == 0))
            {
                parts.Add((InsightPart.Range, OfRange));
            }

            return parts;
        }
    }

    /// <summary>Whether it groups or filters by <paramref name="dimension"/>.</summary>
    internal bool Names(Dimension dimension) => GroupBy.Contains(dimension) || Filters.Any(filter => filter.Dimension == dimension);

    /// <summary>How receipts are counted: by one row each, unless the lines of one may fall into several groups or be left out by a filter.</summary>
    internal ReceiptCount ReceiptCount
    {
        get
        {
            List<Dimension> ofLines = [.. GroupBy.Concat(Filters.Select(filter => filter.Dimension)).Where(dimension => dimension.IsLineLevel).Distinct()];
            return ofLines.Count == 0 ? ReceiptCount.OfReceipts
                : TotalsBy is not null || Top is { WithOthers: true } || ofLines is not [var only] || !HasOneEach(only) ? ReceiptCount.Distinct
                : only == Dimension.Sku ? ReceiptCount.BySku
                : only == Dimension.Category ? ReceiptCount.ByCategory
                : ReceiptCount.Distinct;
        }
    }

    /// <summary>The answer says whether its amounts hold the tax. Histories of projections do not.</summary>
    internal bool TellsTaxIncluded => TotalsBy is null && Measures.Any(measure => measure.IsOfPrices);

    /// <summary>The views that its measures are sums over.</summary>
    internal IReadOnlyList<FactView> Views => [.. Measures.SelectMany(measure => measure.Sums).SelectMany(sum => sum.Views).Distinct()];

    /// <summary>No row takes in two values of the dimension.</summary>
    bool HasOneEach(Dimension dimension) =>
        GroupBy.Contains(dimension) || Filters.Any(filter => filter.Dimension == dimension && filter is { Excludes: false, Values.Count: 1 });
}

/// <summary>What stands for a receipt where receipts are counted.</summary>
internal enum ReceiptCount
{
    OfReceipts,
    BySku,
    ByCategory,
    Distinct,
}

/// <summary>
/// The part of each business date from an hour on, or before it, by the stores' wall clocks. Both together are the whole date: what was sold after midnight comes
/// after every hour of its business date.
/// </summary>
public sealed record DayPart
{
    DayPart(int hour, bool isLater, IReadOnlyDictionary<string, int>? storeHours) => (Hour, IsLater, StoreHours) = (hour, isLater, storeHours ?? NoStores);

    public int Hour { get; }

    public bool IsLater { get; }

    /// <summary>The hour of stores whose clocks show another one, from 0 to 24.</summary>
    public IReadOnlyDictionary<string, int> StoreHours { get; }

    public static DayPart From(int hour, IReadOnlyDictionary<string, int>? storeHours = null) => new(hour, isLater: true, storeHours);

    public static DayPart Before(int hour, IReadOnlyDictionary<string, int>? storeHours = null) => new(hour, isLater: false, storeHours);

    static IReadOnlyDictionary<string, int> NoStores { get; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>The groups that <c>top</c> keeps, by their keys along the grouping; the others are one row a period, and a currency where it is grouped by that.</summary>
public sealed record TopGroups(IReadOnlyList<IReadOnlyList<string?>> Keys, bool WithOthers);

/// <summary>What a row of the engine's answer is about.</summary>
internal enum InsightPart
{
    Rows,
    Periods,
    Range,
}

/// <summary>Keeps the sales whose <paramref name="Dimension"/> is one of <paramref name="Values"/>; null among them stands for "has none".</summary>
public sealed record DimensionFilter(Dimension Dimension, IReadOnlyList<string?> Values)
{
    /// <summary>Keeps all others instead.</summary>
    public bool Excludes { get; init; }
}

/// <summary>What an answer is sorted by: the period, a dimension of the grouping, a measure of the question or its change.</summary>
public abstract record InsightOrder(bool Descending)
{
    public sealed record ByPeriod(bool Descending) : InsightOrder(Descending);

    public sealed record ByDimension(Dimension Dimension, bool Descending) : InsightOrder(Descending);

    public sealed record ByMeasure(Measure Measure, bool Descending) : InsightOrder(Descending);

    /// <summary>The relative change of a measure; needs a <see cref="InsightQuery.Comparison"/>.</summary>
    public sealed record ByChange(Measure Measure, bool Descending) : InsightOrder(Descending);
}

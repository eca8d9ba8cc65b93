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

    /// <summary>At most one a dimension; all of them hold.</summary>
    public IReadOnlyList<DimensionFilter> Filters { get; init; } = [];

    /// <summary>Only what was sold in this part of each business date; null for all of it.</summary>
    public DayPart? DayPart { get; init; }

    /// <summary>
    /// Adds the values of all groups together, kept apart by some of the grouping's dimensions: right also where the values of groups do not add up. Null for none.
    /// Not with a comparison, and some dimension of the grouping must be left out.
    /// </summary>
    public IReadOnlyList<Dimension>? TotalsBy { get; init; }

    public Comparison? Comparison { get; init; }

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
        Filters.FirstOrDefault(filter => filter.Dimension == Dimension.Currency) is { Values: [var only] } ? only : null;

    /// <summary>The lines of one sale may fall into several groups, or be left out by a filter.</summary>
    internal bool SplitsSales => GroupBy.Any(dimension => dimension.IsLineLevel) || Filters.Any(filter => filter.Dimension.IsLineLevel);
}

/// <summary>
/// The part of each business date from an hour on, or before it, by the stores' wall clocks. Both together are the whole date: what was sold after midnight comes
/// after every hour of its business date.
/// </summary>
public sealed record DayPart
{
    DayPart(int hour, bool isLater) => (Hour, IsLater) = (hour, isLater);

    public int Hour { get; }

    public bool IsLater { get; }

    /// <summary>Stores where another hour holds, because their clocks show another time; 24 where the date is over.</summary>
    public IReadOnlyList<StoresAt> Elsewhere { get; init; } = [];

    public static DayPart From(int hour) => new(hour, isLater: true);

    public static DayPart Before(int hour) => new(hour, isLater: false);
}

/// <param name="Hour">0 to 24.</param>
public sealed record StoresAt(int Hour, IReadOnlyList<string> Stores);

/// <summary>Keeps the sales whose <paramref name="Dimension"/> is one of <paramref name="Values"/>; null among them stands for "has none".</summary>
public sealed record DimensionFilter(Dimension Dimension, IReadOnlyList<string?> Values);

/// <summary>What an answer is sorted by: the period, a dimension of the grouping, a measure of the question or its change.</summary>
public abstract record InsightOrder(bool Descending)
{
    public sealed record ByPeriod(bool Descending) : InsightOrder(Descending);

    public sealed record ByDimension(Dimension Dimension, bool Descending) : InsightOrder(Descending);

    public sealed record ByMeasure(Measure Measure, bool Descending) : InsightOrder(Descending);

    /// <summary>The relative change of a measure; needs a <see cref="InsightQuery.Comparison"/>.</summary>
    public sealed record ByChange(Measure Measure, bool Descending) : InsightOrder(Descending);
}

using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>A valid question about sales to come.</summary>
public sealed record ProjectionQuery
{
    /// <summary>Series that one question may project.</summary>
    public const int MaxSeries = 5_000;

    /// <summary>Periods with sales, over all series, that one question may read.</summary>
    public const int MaxPoints = 2_000_000;

    public required Measure Measure { get; init; }

    public required ProjectionGrain Grain { get; init; }

    /// <summary>Periods to project.</summary>
    public required int Horizon { get; init; }

    /// <summary>In percent, ascending, none twice.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>The last business date that is used.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The history's complete periods.</summary>
    public required PeriodAxis Axis { get; init; }

    /// <summary>Past periods to repeat in the answer.</summary>
    public int History { get; init; }

    public IReadOnlyList<Dimension> GroupBy { get; init; } = [];

    public IReadOnlyList<DimensionFilter> Filters { get; init; } = [];

    /// <summary>Only what is sold in this part of each business date; null for all of it.</summary>
    public DayPart? DayPart { get; init; }

    /// <summary>Keeps totals of counts apart by currency too, so that amounts can be divided by them.</summary>
    public bool TotalsByCurrency { get; init; }

    /// <summary>What is known to happen in the projected periods.</summary>
    public IReadOnlyList<SalesEvent> Events { get; init; } = [];

    /// <summary>The stores that the caller may see; null for every store.</summary>
    public IReadOnlySet<string>? AllowedStores { get; init; }

    /// <summary>The history: one row for each group and period with sales.</summary>
    public InsightQuery Sales => Groups with { Grain = Grain.Grain, Limit = MaxPoints, TotalsBy = PartsAddUp || TotalsBy.Count == GroupBy.Count ? null : TotalsBy };

    /// <summary>The groups of the history: one row each.</summary>
    public InsightQuery Groups => new()
    {
        Measures = [Measure],
        Span = Axis.Span,
        GroupBy = GroupBy,
        Filters = Filters,
        AllowedStores = AllowedStores,
        DayPart = DayPart,
    };

    /// <summary>
    /// The values of the groups add up to the value of all. An average never does; transactions do not by sku or category, because a sale with lines of
    /// two categories counts in both.
    /// </summary>
    public bool PartsAddUp => Measure.IsAdditive && !(Measure == Measure.Transactions && GroupBy.Any(dimension => dimension.IsLineLevel));

    /// <summary>What totals are kept apart by: the currency where amounts are grouped by it, else nothing. Without grouping there are none.</summary>
    public IReadOnlyList<Dimension> TotalsBy => (Measure.IsMoney || TotalsByCurrency) && GroupBy.Contains(Dimension.Currency) ? [Dimension.Currency] : [];
}

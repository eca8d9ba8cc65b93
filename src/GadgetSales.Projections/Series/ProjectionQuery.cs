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

    /// <summary>Ascending, none twice, each above 0 and below 1.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>Longer grains whose sums of projected periods are answered too. Only where values add up over time.</summary>
    public IReadOnlyList<Grain> Sums { get; init; } = [];

    /// <summary>Also the distribution of the sum of all projected periods. Only where values add up over time.</summary>
    public bool WithTotal { get; init; }

    /// <summary>Also what level, trend, seasons, holidays, events and reconciliation make of each point.</summary>
    public bool WithComponents { get; init; }

    /// <summary>Also each origin of the backtest, and the accuracy by step.</summary>
    public bool WithBacktest { get; init; }

    /// <summary>Also the whole of each value of each dimension, where the grouping has several. Only where <see cref="PartsAddUp"/>.</summary>
    public bool WithSubtotals { get; init; }

    /// <summary>Dates that are not learnt from; a longer period that holds one is left out whole.</summary>
    public IReadOnlyList<DateSpan> Exclude { get; init; } = [];

    /// <summary>Holidays to learn from; null for none.</summary>
    public HolidaySet? Holidays { get; init; }

    /// <summary>Past periods to repeat in the answer.</summary>
    public int History { get; init; }

    public IReadOnlyList<Dimension> GroupBy { get; init; } = [];

    public IReadOnlyList<DimensionFilter> Filters { get; init; } = [];

    /// <summary>Only what is sold in this part of each business date; null for all of it.</summary>
    public DayPart? DayPart { get; init; }

    /// <summary>Keeps totals of counts apart by currency too, so that amounts can be divided by them.</summary>
    public bool TotalsByCurrency { get; init; }

    /// <summary>What is known to have happened and to happen.</summary>
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

    /// <summary>Whether the dimensions that subtotals are kept apart by beside those of the totals are several: else the series are the subtotals.</summary>
    public bool HasSubtotals => WithSubtotals && PartsAddUp && GroupBy.Count - TotalsBy.Count > 1;

    /// <summary>What totals are kept apart by: the currency where amounts are grouped by it, else nothing. Without grouping there are none.</summary>
    public IReadOnlyList<Dimension> TotalsBy => (Measure.IsMoney || TotalsByCurrency) && GroupBy.Contains(Dimension.Currency) ? [Dimension.Currency] : [];

    /// <summary>The dates of a period; an hour lies on one. A negative step is a past period.</summary>
    public DateSpan DatesAt(int step)
    {
        var first = Axis.PeriodAt(Axis.Length + step);
        var next = Grain.Grain == Core.Lake.Grain.Hour ? first.Date.AddDays(1) : Grain.Grain.Add(first, 1);
        return new DateSpan(DateOnly.FromDateTime(first), DateOnly.FromDateTime(next).AddDays(-1));
    }
}

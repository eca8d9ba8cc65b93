using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Support;

/// <summary>Questions that between them make the builder of SQL take every way it has.</summary>
static class InsightQuestions
{
    static readonly DateSpan WholeMonth = new(new(2019, 3, 1), new(2019, 3, 31));
    static readonly DateSpan Days = new(new(2019, 3, 5), new(2019, 4, 20));

    static readonly IReadOnlyList<Dimension>[] Groupings =
        [[], .. InsightCatalogue.Dimensions.Select(dimension => (IReadOnlyList<Dimension>)[dimension]), [.. InsightCatalogue.Dimensions]];

    static readonly IReadOnlyList<DimensionFilter>[] Filters =
    [
        [],
        [new(Dimension.Currency, ["USD"])],
        [new(Dimension.Store, ["NYC"]) { Excludes = true }, new(Dimension.Category, [null, "Audio"]) { Excludes = true }, new(Dimension.Weekday, ["1"]), new(Dimension.HourOfDay, ["8", "17"]) { Excludes = true }],
        [new(Dimension.Store, ["LA-01", "O'Hare"]), new(Dimension.Category, ["Audio", null]), new(Dimension.Register, [null]), new(Dimension.Sku, [])],
    ];

    static readonly bool[] Directions = [true, false];

    static readonly HashSet<string>?[] Callers = [null, [], ["LA-01", "NYC"]];

    internal static IEnumerable<InsightQuery> All() => Shapes().Concat(Narrowed()).Concat(Ordered()).Concat(Totalled()).Concat(Ranked()).Concat(CutAtNow());

    /// <summary>Every grain with every grouping, alone and compared both ways, over a month and over days that cut weeks and months.</summary>
    static IEnumerable<InsightQuery> Shapes() =>
        from grain in InsightCatalogue.Grains
        from groupBy in Groupings
        from compare in InsightCatalogue.Comparisons.Prepend<ComparisonKind?>(null)
        let span = groupBy.Count % 2 == 0 ? WholeMonth : Days
        select new InsightQuery
        {
            Measures = InsightCatalogue.Measures,
            Span = span,
            Grain = grain,
            GroupBy = groupBy,
            Comparison = compare is null ? null : Comparison.Of(compare, span, grain: grain),
        };

    /// <summary>The largest groups, with the others as one, shares and totals, compared with dates of one's own.</summary>
    static IEnumerable<InsightQuery> Ranked() =>
        from grain in InsightCatalogue.Grains
        from groupBy in new IReadOnlyList<Dimension>[] { [Dimension.Category], [Dimension.Store, Dimension.Currency, Dimension.Weekday] }
        from withOthers in Directions
        select new InsightQuery
        {
            Measures = [Measure.Revenue, Measure.Transactions, Measure.AverageBasket],
            Span = Days,
            Grain = grain,
            GroupBy = groupBy,
            Top = new TopGroups(groupBy.Count == 1 ? [["Audio"], [null]] : [["NYC", "USD", "3"], ["LA-01", "EUR", "4"]], withOthers),
            WithShares = true,
            WithTotals = !withOthers,
            Comparison = Comparison.With(new DateSpan(new(2019, 2, 20), new(2019, 3, 20)), Days),
            Limit = 40,
        };

    static IEnumerable<InsightQuery> CutAtNow() =>
        from kind in InsightCatalogue.Comparisons
        from elsewhere in new IReadOnlyList<(TimeSpan, IReadOnlyList<string>)>[] { [], [(TimeSpan.FromHours(9.5), ["NYC"])] }
        select new InsightQuery
        {
            Measures = [Measure.Revenue, Measure.Units],
            Span = Days,
            GroupBy = [Dimension.Currency],
            PresentTime = new PresentTime(TimeSpan.FromHours(12), elsewhere) { OfUtc = TimeSpan.FromHours(17) },
            LikeForLike = true,
            WithTotals = true,
            Comparison = Comparison.Of(kind, Days),
        };

    /// <summary>Every measure alone, with every kind of filter and of caller, with and without a limit.</summary>
    static IEnumerable<InsightQuery> Narrowed() =>
        from measure in InsightCatalogue.Measures
        from filters in Filters
        from stores in Callers
        select new InsightQuery
        {
            Measures = [measure],
            Span = Days,
            Filters = filters,
            AllowedStores = stores,
            GroupBy = filters.Count == 1 ? [Dimension.Category] : [],
            Comparison = stores is null ? Comparison.Of(ComparisonKind.PreviousPeriod, Days) : null,
            Limit = filters.Count == 0 ? null : 3,
        };

    /// <summary>As projections read histories: with totals of what does not add up, and parts of days.</summary>
    static IEnumerable<InsightQuery> Totalled() =>
        from measure in new[] { Measure.AverageBasket, Measure.Transactions }
        from grain in new[] { Grain.None, Grain.Hour, Grain.Day, Grain.Month }
        from totalsBy in new IReadOnlyList<Dimension>[] { [], [Dimension.Currency] }
        from part in new[] { null, DayPart.From(14), DayPart.Before(14), DayPart.Before(14, new Dictionary<string, int> { ["LA-01"] = 9, ["BE-01"] = 24 }) }
        select new InsightQuery
        {
            Measures = [measure],
            Span = Days,
            Grain = grain,
            GroupBy = [Dimension.Category, .. totalsBy, Dimension.Store],
            TotalsBy = totalsBy,
            DayPart = part,
            Limit = 10_000,
        };

    static IEnumerable<InsightQuery> Ordered() =>
        from falling in Directions
        from order in new InsightOrder[]
        {
            new InsightOrder.ByPeriod(falling), new InsightOrder.ByDimension(Dimension.Store, falling),
            new InsightOrder.ByMeasure(Measure.AverageBasket, falling), new InsightOrder.ByChange(Measure.AverageBasket, falling),
        }
        select new InsightQuery
        {
            Measures = [Measure.AverageBasket],
            Span = WholeMonth,
            Grain = Grain.Day,
            GroupBy = [Dimension.Store, Dimension.Currency],
            OrderBy = [order],
            Comparison = Comparison.Of(ComparisonKind.PreviousYear, WholeMonth),
            Limit = 10_000,
        };
}

using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>What was sold in the complete periods: the groups and, with grouping, their totals.</summary>
public sealed record History(IReadOnlyList<SeriesHistory> Series, IReadOnlyList<SalesTotal> Totals)
{
    /// <summary>As <see cref="Projection.Subtotals"/>.</summary>
    public IReadOnlyList<SalesSubtotals> Subtotals { get; init; } = [];

    /// <param name="table">The answer to <see cref="ProjectionQuery.Sales"/>.</param>
    /// <exception cref="LakeQueryException"><c>value_out_of_range</c>: a sum exceeds 64 bits.</exception>
    public static History Read(ProjectionQuery query, InsightTable table) => Of(
        query,
        SeriesTable.Build(table.Rows, query.Axis, query.GroupBy.Count, query.Measure.IsAdditive, query.Measure.Unit.Scale),
        SeriesTable.Build(table.Totals, query.Axis, query.TotalsBy.Count, query.Measure.IsAdditive, query.Measure.Unit.Scale));

    /// <param name="totals">Where the values of groups do not add up: those of all together.</param>
    public static History Of(ProjectionQuery query, IReadOnlyList<SeriesHistory> series, IReadOnlyList<SeriesHistory> totals) => new(
        series,
        query.GroupBy.Count == 0 || series.Count == 0 ? []
        : query.Sales.TotalsBy is null ? Sums(query, series, query.TotalsBy)
        : [.. totals.Select(total => new SalesTotal(total, []))])
    {
        Subtotals = !query.HasSubtotals || series.Count == 0 ? [] : [.. query.GroupBy.Except(query.TotalsBy)
            .Select(dimension => (IReadOnlyList<Dimension>)[dimension, .. query.TotalsBy])
            .Select(by => new SalesSubtotals(by, Sums(query, series, by)))],
    };

    static SalesTotal[] Sums(ProjectionQuery query, IReadOnlyList<SeriesHistory> series, IReadOnlyList<Dimension> dimensions)
    {
        int[] by = [.. dimensions.Select(dimension => query.GroupBy.ToList().IndexOf(dimension))];
        return [.. Enumerable.Range(0, series.Count)
            .GroupBy(i => new GroupKey([.. by.Select(at => series[i].Key[at])]))
            .Select(group => new SalesTotal(Sum([.. group.Select(i => series[i])], group.Key.Values), [.. group]))];
    }

    static SeriesHistory Sum(IReadOnlyList<SeriesHistory> parts, IReadOnlyList<string?> key) => parts is [var only] ? only with { Key = key } : SeriesTable.Sum(parts, key);
}

/// <param name="Parts">Where in <see cref="History.Series"/> the groups are that add up to it; empty where groups do not add up.</param>
public sealed record SalesTotal(SeriesHistory Sales, IReadOnlyList<int> Parts);

/// <param name="By">What they are kept apart by.</param>
public sealed record SalesSubtotals(IReadOnlyList<Dimension> By, IReadOnlyList<SalesTotal> Totals);

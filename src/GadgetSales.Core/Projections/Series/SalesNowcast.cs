namespace GadgetSales.Core.Projections.Series;

/// <summary>The answer to a <see cref="NowcastQuery"/>.</summary>
/// <param name="Series">The groups, the largest value first.</param>
/// <param name="Totals">As <see cref="SalesProjection.Totals"/>.</param>
public sealed record SalesNowcast(IReadOnlyList<Nowcast> Series, IReadOnlyList<Nowcast> Totals)
{
    /// <param name="soldToday">What <see cref="NowcastQuery.SoldToday"/> asks for; null exactly when that is.</param>
    /// <param name="rest">The answer to <see cref="NowcastQuery.Rest"/>.</param>
    /// <param name="days">The answer to <see cref="NowcastQuery.Days"/>, null exactly when that is.</param>
    public static SalesNowcast Of(NowcastQuery query, SalesHistory? soldToday, SalesProjection rest, SalesProjection? days) => new(
        Join(query, soldToday?.Series, rest.Series, days?.Series),
        Join(query, soldToday?.Totals.Select(total => total.Sales), rest.Totals, days?.Totals));

    /// <summary>The average basket of each group; see <see cref="Nowcast.Average"/>.</summary>
    public static SalesNowcast Average(NowcastQuery query, SalesNowcast revenue, SalesNowcast transactions, SalesNowcast baskets)
    {
        return new SalesNowcast(Divide(revenue.Series, transactions.Series, baskets.Series), Divide(revenue.Totals, transactions.Totals, baskets.Totals));

        Nowcast[] Divide(IReadOnlyList<Nowcast> amounts, IReadOnlyList<Nowcast> counts, IReadOnlyList<Nowcast> averages)
        {
            var (count, average) = (counts.ToDictionary(each => new GroupKey(each.Key)), averages.ToDictionary(each => new GroupKey(each.Key)));
            return Sorted(amounts.Where(each => count.ContainsKey(new GroupKey(each.Key)))
                .Select(each => Nowcast.Average(query, each, count[new GroupKey(each.Key)], average.GetValueOrDefault(new GroupKey(each.Key)))));
        }
    }

    /// <summary>A group may sell today for the first time, or may have sold only long ago.</summary>
    static Nowcast[] Join(NowcastQuery query, IEnumerable<SalesSeries>? soldToday, IEnumerable<ProjectedSeries> rest, IEnumerable<ProjectedSeries>? days)
    {
        var sold = (soldToday ?? []).ToDictionary(each => new GroupKey(each.Key));
        var (ofRest, ofDays) = (ByKey(rest), ByKey(days ?? []));
        return Sorted(sold.Keys.Union(ofRest.Keys).Union(ofDays.Keys)
            .Select(key => Nowcast.Of(query, key.Values, sold.GetValueOrDefault(key), ofRest.GetValueOrDefault(key), ofDays.GetValueOrDefault(key))));
    }

    static Nowcast[] Sorted(IEnumerable<Nowcast> nowcasts) => [.. nowcasts.OrderByDescending(nowcast => nowcast.Value).ThenBy(nowcast => nowcast.Key, KeyOrder.Instance)];

    static Dictionary<GroupKey, ProjectedSeries> ByKey(IEnumerable<ProjectedSeries> series) => series.ToDictionary(each => new GroupKey(each.Sales.Key));
}

namespace GadgetSales.Projections.Series;

/// <summary>The answer to a <see cref="NowcastQuery"/>.</summary>
/// <param name="Series">The groups, the largest value first.</param>
/// <param name="Totals">As <see cref="Projection.Totals"/>.</param>
public sealed record Nowcast(IReadOnlyList<SeriesNowcast> Series, IReadOnlyList<SeriesNowcast> Totals)
{
    /// <param name="soldToday">What <see cref="NowcastQuery.SoldToday"/> asks for; null exactly when that is.</param>
    /// <param name="rest">The answer to <see cref="NowcastQuery.Rest"/>.</param>
    /// <param name="days">The answer to <see cref="NowcastQuery.Days"/>, null exactly when that is.</param>
    public static Nowcast Of(NowcastQuery query, History? soldToday, Projection rest, Projection? days) => new(
        Join(query, soldToday?.Series, rest.Series, days?.Series),
        Join(query, soldToday?.Totals.Select(total => total.Sales), rest.Totals, days?.Totals));

    /// <summary>The average basket of each group; see <see cref="SeriesNowcast.Average"/>.</summary>
    public static Nowcast Average(NowcastQuery query, Nowcast revenue, Nowcast transactions, Nowcast baskets)
    {
        return new Nowcast(Divide(revenue.Series, transactions.Series, baskets.Series), Divide(revenue.Totals, transactions.Totals, baskets.Totals));

        SeriesNowcast[] Divide(IReadOnlyList<SeriesNowcast> amounts, IReadOnlyList<SeriesNowcast> counts, IReadOnlyList<SeriesNowcast> averages)
        {
            var (count, average) = (counts.ToDictionary(each => new GroupKey(each.Key)), averages.ToDictionary(each => new GroupKey(each.Key)));
            return Sorted(amounts.Where(each => count.ContainsKey(new GroupKey(each.Key)))
                .Select(each => SeriesNowcast.Average(query, each, count[new GroupKey(each.Key)], average.GetValueOrDefault(new GroupKey(each.Key)))));
        }
    }

    /// <summary>A group may sell today for the first time, or may have sold only long ago.</summary>
    static SeriesNowcast[] Join(NowcastQuery query, IEnumerable<SeriesHistory>? soldToday, IEnumerable<SeriesProjection> rest, IEnumerable<SeriesProjection>? days)
    {
        var sold = (soldToday ?? []).ToDictionary(each => new GroupKey(each.Key));
        var (ofRest, ofDays) = (ByKey(rest), ByKey(days ?? []));
        return Sorted(sold.Keys.Union(ofRest.Keys).Union(ofDays.Keys)
            .Select(key => SeriesNowcast.Of(query, key.Values, sold.GetValueOrDefault(key), ofRest.GetValueOrDefault(key), ofDays.GetValueOrDefault(key))));
    }

    static SeriesNowcast[] Sorted(IEnumerable<SeriesNowcast> nowcasts) => [.. nowcasts.OrderByDescending(nowcast => nowcast.Value).ThenBy(nowcast => nowcast.Key, KeyOrder.Instance)];

    static Dictionary<GroupKey, SeriesProjection> ByKey(IEnumerable<SeriesProjection> series) => series.ToDictionary(each => new GroupKey(each.Sales.Key));
}

namespace GadgetSales.Projections.Series;

/// <summary>
/// What a running period will have sold when it is over: what was sold in its complete days and in the complete hours of the running day, plus the projection of what remains.
/// Not what was sold over the share that is usually sold by now: early in a period that divides a small number by a small number.
/// </summary>
/// <param name="Key">The group.</param>
/// <param name="Sold">So far, in the unit of the measure; null where an average has nothing to be of.</param>
/// <param name="Remaining">In quanta, as <see cref="SeriesProjection"/> has them; null where an average has nothing to be of.</param>
/// <param name="Value">Of the whole period, in quanta; null where an average has nothing to be of.</param>
/// <param name="Intervals">Around <paramref name="Value"/>, in quanta; none where that is null.</param>
/// <param name="Days">The other days of a week or month; null for a day.</param>
public sealed record SeriesNowcast(
    IReadOnlyList<string?> Key, long? Sold, long? Remaining, long? Value, IReadOnlyList<NowcastInterval> Intervals, NowcastPart Today, NowcastPart? Days)
{
    /// <summary>Why there are no intervals, and what is needed; null where there are.</summary>
    public string? Reason { get; init; }

    /// <param name="soldToday">Of this group; null where it sold nothing yet.</param>
    /// <param name="rest">Of this group; null where it never sold at this time of day.</param>
    /// <param name="days">Of this group; null where it never sold before.</param>
    public static SeriesNowcast Of(NowcastQuery query, IReadOnlyList<string?> key, SeriesHistory? soldToday, SeriesProjection? rest, SeriesProjection? days)
    {
        var today = NowcastPart.Of(soldToday, 1, rest, 0, 1);
        var others = query.Days is null ? null : NowcastPart.Of(days?.Sales, query.CompleteDays, days, 1, query.Days.Horizon - 1);
        var sold = checked(today.Sold + (others?.Sold ?? 0));
        var remaining = checked(today.Remaining + (others?.Remaining ?? 0));
        var value = checked((sold * SeriesProjection.Scale(query.Rest.Measure)) + remaining);
        var scale = SeriesProjection.Scale(query.Rest.Measure);
        var reason = query.IsOver(key) ? null : ReasonOf(today, others);
        return new SeriesNowcast(
            key, sold, remaining, value,
            reason is not null ? [] : [.. query.Rest.Levels.Select((level, l) => NowcastInterval.Of(level, value!.Value, l, today, others, (_, _) => 1, series => NowcastInterval.TakenBack(series, level, scale)))],
            today, others)
        {
            Reason = reason,
        };
    }

    /// <summary>A rest of which nothing is known may be anything: an interval of what was sold alone would be a certainty from nothing.</summary>
    static string? ReasonOf(NowcastPart today, NowcastPart? others) =>
        today.Series is null && (others is null || others.Series is null)
            ? "It never sold later in a day before, so nothing can be said of what remains: days that sold at this time of day are needed."
            : null;

    /// <summary>
    /// The average basket: what was sold so far and what the projected transactions will bring at the projected averages, over all transactions. Closer than revenue over
    /// transactions, whose projections err apart. It strays as the projected averages do, each by its share of the period's transactions.
    /// </summary>
    /// <param name="revenue">For what was sold.</param>
    /// <param name="baskets">Of the average itself, for its projections; null where there is none.</param>
    public static SeriesNowcast Average(NowcastQuery query, SeriesNowcast revenue, SeriesNowcast transactions, SeriesNowcast? baskets)
    {
        var today = AverageBasket.Of(revenue.Today, transactions.Today, baskets?.Today);
        var days = revenue.Days is null ? null : AverageBasket.Of(revenue.Days, transactions.Days!, baskets?.Days);
        var whole = today + days;
        var value = whole.Average;
        return new SeriesNowcast(
            revenue.Key, whole.SoldAverage, whole.RemainingAverage, value,
            value is null ? [] : [.. query.Rest.Levels.Select((level, l) => NowcastInterval.Of(level, value.Value, l, today.Part, days?.Part, Share, _ => long.MinValue))],
            today.Part, days?.Part);

        double Share(bool isToday, int step) => (isToday ? today : days!).CountAt(step) / whole.Count;
    }
}

/// <param name="Sold">In the unit of the measure; null where an average has nothing to be of.</param>
/// <param name="Remaining">In quanta; null where an average has nothing to be of.</param>
/// <param name="Series">What is projected; null where there is no history, and where nothing is left to project.</param>
/// <param name="First">The first step that counts.</param>
/// <param name="Count">How many steps count.</param>
public sealed record NowcastPart(long? Sold, long? Remaining, SeriesProjection? Series, int First, int Count)
{
    /// <param name="sales">Of which the last <paramref name="complete"/> values belong to the period.</param>
    internal static NowcastPart Of(SeriesHistory? sales, int complete, SeriesProjection? series, int first, int count)
    {
        var sold = sales is null ? 0 : checked(sales.Values.Skip(sales.Values.Count - Math.Min(complete, sales.Values.Count)).Sum(value => value ?? 0));
        series = count == 0 || series?.Refusal is not null ? null : series;
        return new NowcastPart(sold, series?.Points.Skip(first).Take(count).Sum() ?? 0, series, first, count);
    }
}

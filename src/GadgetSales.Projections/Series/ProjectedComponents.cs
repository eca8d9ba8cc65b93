namespace GadgetSales.Projections.Series;

/// <summary>What makes each point, in quanta: all of them together are the point.</summary>
/// <param name="Season">Of weekdays or hours; of the year where the grain has no shorter season.</param>
/// <param name="Year">The yearly shape beside a shorter season.</param>
/// <param name="Calendar">Holidays.</param>
/// <param name="Reconciliation">What groups and totals needed to add up, rounding included.</param>
public sealed record ProjectedComponents(
    IReadOnlyList<long> Level, IReadOnlyList<long> Trend, IReadOnlyList<long> Season, IReadOnlyList<long> Year, IReadOnlyList<long> Calendar, IReadOnlyList<long> Events,
    IReadOnlyList<long> Reconciliation)
{
    /// <param name="events">What events that were given added to those that were learnt.</param>
    internal static ProjectedComponents Of(ForecastComponents parts, double[] events, long[] points, int scale)
    {
        var (level, trend, season, year, calendar) = (Quanta(parts.Level), Quanta(parts.Trend), Quanta(parts.Season), Quanta(parts.Year), Quanta(parts.Calendar));
        var given = Quanta([.. parts.Events.Zip(events, (learnt, more) => learnt + more)]);
        return new ProjectedComponents(
            level, trend, season, year, calendar, given, [.. points.Select((point, j) => point - level[j] - trend[j] - season[j] - year[j] - calendar[j] - given[j])]);

        long[] Quanta(IReadOnlyList<double> values) => [.. values.Select(value => (long)Math.Round(value * scale))];
    }
}

using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>What time it is at each store, by the clock of its latest sale.</summary>
static class StoreClockReader
{
    const int DaysBack = 14;

    // A till that sends UTC says nothing about its store's clock: another offset of these days counts more.
    const string Offset = "date_diff('minute', sold_at, sold_at_local)";

    /// <summary>The question at the clock that is furthest behind, with the hours of the stores that are ahead of it.</summary>
    /// <param name="ask">The question, by the time at which it is asked.</param>
    public static async Task<NowcastQuery> AskAsync(ILakeReader lake, DateTimeOffset now, TimeZoneInfo zone, Func<DateTime, NowcastQuery> ask, CancellationToken cancellationToken)
    {
        var question = ask(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var clocks = (await ReadAsync(lake, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken))
            .Where(clock => IsAsked(question.Rest, clock.Store))
            .GroupBy(clock => clock.Offset, clock => clock.Store)
            .OrderBy(clock => clock.Key).ToList();
        if (clocks.Count == 0)
        {
            return question;
        }

        var last = now.UtcDateTime + clocks[0].Key;
        return ask(last).WithClocks([.. clocks.Skip(1)
            .Select(clock => (Time: now.UtcDateTime + clock.Key, Stores: clock.Order(StringComparer.Ordinal).ToArray()))
            .Select(clock => new StoresAt(clock.Time.Date > last.Date ? 24 : clock.Time.Hour, clock.Stores))
            .GroupBy(clock => clock.Hour).Where(clock => clock.Key != last.Hour)
            .Select(clock => new StoresAt(clock.Key, [.. clock.SelectMany(each => each.Stores)]))]);
    }

    static async Task<IReadOnlyList<(string Store, TimeSpan Offset)>> ReadAsync(ILakeReader lake, DateOnly today, CancellationToken cancellationToken)
    {
        var result = await lake.QueryAsync(
            new LakeQuery(
                $"SELECT store_id, max_by({Offset}, sold_at) AS latest, max_by(CASE WHEN {Offset} <> 0 THEN {Offset} END, CASE WHEN {Offset} <> 0 THEN sold_at END) AS local"
                + $" FROM {LakeSchema.View} WHERE {LakeSchema.Partition} >= CAST(? AS DATE) AND {LakeSchema.Partition} <= CAST(? AS DATE) GROUP BY store_id",
                [today.AddDays(-DaysBack), today.AddDays(1)]),
            cancellationToken);
        return [.. result.Rows.Select(row => ((string)row[0]!, TimeSpan.FromMinutes((long)(row[2] ?? row[1])!)))];
    }

    static bool IsAsked(ProjectionQuery query, string store) => query.AllowedStores?.Contains(store) != false
        && query.Filters.Where(filter => filter.Dimension == Dimension.Store).All(filter => filter.Values.Contains(store, StringComparer.Ordinal));
}

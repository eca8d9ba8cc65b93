using GadgetSales.Core.Stores;

namespace GadgetSales.Core.Lake;

/// <summary>
/// What time it is at the stores: the clocks of their latest sales. A till that sends UTC says nothing about its store's clock, so an offset of zero
/// counts only where a store has had no other for a week.
/// </summary>
public sealed class StoreClocks(IReadOnlyDictionary<string, TimeSpan> offsets)
{
    const int DaysOfMemory = 7;

    /// <summary>The clocks of the stores that sold in the past days, or on one of two dates: no other store has sales that a present time could cut.</summary>
    /// <param name="today">The running business date.</param>
    /// <param name="earlier">The business date it is compared with.</param>
    public static LakeQuery Build(DateOnly today, DateOnly? earlier)
    {
        const string offset = "date_diff('minute', sold_at, sold_at_local)";
        List<object> parameters = [today.AddDays(-DaysOfMemory), today.AddDays(2)];
        var dates = $"({LakeSchema.Partition} >= CAST(? AS DATE) AND {LakeSchema.Partition} <= CAST(? AS DATE))";
        if (earlier is { } date)
        {
            parameters.Add(date);
            dates += $" OR {LakeSchema.Partition} = CAST(? AS DATE)";
        }

        return new LakeQuery(
            $"SELECT store_id, max_by({offset}, sold_at) AS latest, max_by(CASE WHEN {offset} <> 0 THEN {offset} END, CASE WHEN {offset} <> 0 THEN sold_at END) AS local"
            + $" FROM {LakeSchema.View} WHERE {dates} GROUP BY store_id",
            parameters);
    }

    public static StoreClocks Read(LakeResult result) => new(result.Rows.ToDictionary(
        row => (string)row[0]!, row => TimeSpan.FromMinutes((long)(row[2] ?? row[1])!), StringComparer.Ordinal));

    /// <summary>With the zones of stores that were described in place of what their sales tell. Stores that sold nothing have nothing to be cut.</summary>
    public StoreClocks With(IReadOnlyDictionary<string, StoreClock> described, DateTimeOffset now) => new(offsets.ToDictionary(
        store => store.Key,
        store => described.TryGetValue(store.Key, out var clock) && clock.Zone is { } zone ? zone.GetUtcOffset(now) : store.Value,
        StringComparer.Ordinal));

    /// <summary>How far <paramref name="date"/> has come at each store.</summary>
    /// <param name="otherwise">The offset of stores whose clock is unknown, where no store's is known.</param>
    public PresentTime ReadPresent(DateTimeOffset now, DateOnly date, TimeSpan otherwise)
    {
        var groups = offsets.GroupBy(store => store.Value, store => store.Key).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).ToList();
        return new PresentTime(
            ElapsedAt(groups.Count == 0 ? otherwise : groups[0].Key),
            [.. groups.Skip(1).Select(group => (ElapsedAt(group.Key), (IReadOnlyList<string>)[.. group.Order(StringComparer.Ordinal)]))])
        {
            OfUtc = ElapsedAt(TimeSpan.Zero),
        };

        TimeSpan ElapsedAt(TimeSpan offset) => now.UtcDateTime + offset - date.ToDateTime(TimeOnly.MinValue);
    }

    /// <summary>The offset of the store whose clock is furthest behind: where it is over, a date is over everywhere. Null where no clock is known.</summary>
    public TimeSpan? Slowest(Func<string, bool> isAsked)
    {
        TimeSpan[] asked = [.. offsets.Where(store => isAsked(store.Key)).Select(store => store.Value)];
        return asked.Length == 0 ? null : asked.Min();
    }
}

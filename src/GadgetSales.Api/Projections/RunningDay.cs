using GadgetSales.Api.Stores;

namespace GadgetSales.Api.Projections;

/// <summary>
/// The day that runs in some stores, and how much of it has passed in each: each is cut at its own clock. It is the earliest date that still runs in one of them;
/// where the next one has begun, the whole of it has passed.
/// </summary>
/// <param name="At">The date, at the full hour of the store that is least far.</param>
/// <param name="StoreHours">Complete hours of the date in stores where these are others, up to 24.</param>
sealed record RunningDay(DateTime At, IReadOnlyDictionary<string, int> StoreHours)
{
    const int WholeDay = 24;

    /// <summary>Null where no store tells time.</summary>
    public static RunningDay? Of(IEnumerable<KnownStore> stores, DateTimeOffset now)
    {
        var clocks = stores.Select(store => (store.StoreId, Local: now.ToOffset(store.OffsetAt(now)), store.Clock)).Select(store => (store.StoreId, Local: store.Local.DateTime, Date: store.Clock.BusinessDateOf(store.Local))).ToList();
        if (clocks.Count == 0)
        {
            return null;
        }

        var date = clocks.Min(store => store.Date).ToDateTime(TimeOnly.MinValue);
        var passed = clocks.ToDictionary(store => store.StoreId, store => Math.Min(WholeDay, (int)(store.Local - date).TotalHours), StringComparer.Ordinal);
        var hour = Math.Min(WholeDay - 1, passed.Values.Min());
        return new RunningDay(date.AddHours(hour), passed.Where(store => store.Value != hour).ToDictionary(StringComparer.Ordinal));
    }
}

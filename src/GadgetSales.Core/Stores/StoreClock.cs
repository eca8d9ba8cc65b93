namespace GadgetSales.Core.Stores;

/// <summary>How a store that was described tells time.</summary>
/// <param name="Zone">Null where nobody said.</param>
/// <param name="DayStartsAt">When its trading day begins.</param>
public sealed record StoreClock(TimeZoneInfo? Zone, TimeOnly DayStartsAt)
{
    /// <summary>The instant on the store's wall clock; as it is where the zone is unknown.</summary>
    public DateTimeOffset Show(DateTimeOffset instant) => Zone is null ? instant : TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The trading day of a time on the store's wall clock.</summary>
    public DateOnly BusinessDateOf(DateTimeOffset local) =>
        local.DateTime.Ticks < DayStartsAt.Ticks ? DateOnly.MinValue : DateOnly.FromDateTime(local.DateTime - DayStartsAt.ToTimeSpan());

    public static StoreClock Of(StoreSettings settings) => new(settings.TimeZone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.DayStartsAt);
}

/// <summary>The clocks of the stores that were described. Cheap: asked for every sale that does not say its date or zone.</summary>
public interface IStoreClocks
{
    /// <summary>Null for a store that nobody described: its sales are taken as they say.</summary>
    StoreClock? Of(string storeId);
}

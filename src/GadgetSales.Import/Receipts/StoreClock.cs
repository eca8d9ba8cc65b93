namespace GadgetSales.Import.Receipts;

/// <summary>
/// Puts a wall clock and a time zone together. An hour that daylight saving time repeats is taken as the first of the two; a time it skips
/// is taken from a clock that was not put forward yet: no sale is lost and no wall clock is changed.
/// </summary>
static class StoreClock
{
    /// <summary>A store's time zone is never further from UTC.</summary>
    static readonly TimeSpan Furthest = TimeSpan.FromHours(14);

    internal static DateTimeOffset At(DateTime wall, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(wall))
        {
            return new DateTimeOffset(wall, zone.GetAmbiguousTimeOffsets(wall).Max());
        }

        // Half a day before a skipped hour the old offset still holds.
        return new DateTimeOffset(wall, zone.GetUtcOffset(zone.IsInvalidTime(wall) ? wall.AddHours(-12) : wall));
    }

    internal static DateTimeOffset FromUtc(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone);

    /// <summary>The file has both clocks: their difference is the offset, repeated hours included. Null when it cannot be one.</summary>
    internal static DateTimeOffset? Between(DateTime utc, DateTime wall)
    {
        var offset = wall - utc;
        return offset.Duration() <= Furthest && offset.Ticks % TimeSpan.TicksPerMinute == 0 ? new DateTimeOffset(wall, offset) : null;
    }
}

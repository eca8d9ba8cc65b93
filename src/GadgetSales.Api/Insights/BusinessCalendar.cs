namespace GadgetSales.Api.Insights;

/// <summary>What time it is, and where "today" is by default.</summary>
public sealed class BusinessCalendar(TimeProvider time, TimeZoneInfo zone)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public TimeZoneInfo Zone => zone;

    public DateOnly Today => DateOf(Now);

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}

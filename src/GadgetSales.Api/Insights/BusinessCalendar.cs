using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Insights;

/// <summary>What time it is, and where today is by default.</summary>
public sealed class BusinessCalendar(TimeProvider time, IOptions<InsightOptions> options)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);
}

using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InsightOptions>().Bind(configuration.GetSection(InsightOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => new BusinessCalendar(
            provider.GetRequiredService<TimeProvider>(),
            TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<InsightOptions>>().Value.TimeZone)));
    }
}

/// <summary>What time it is, and where "today" is by default.</summary>
public sealed class BusinessCalendar(TimeProvider time, TimeZoneInfo zone)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public TimeZoneInfo Zone => zone;

    public DateOnly Today => DateOf(Now);

    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}

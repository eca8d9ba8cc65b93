using GadgetSales.Api.OpenApi;

namespace GadgetSales.Api.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InsightOptions>().Bind(configuration.GetSection(InsightOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureSwaggerGen(options => options.OperationFilter<DocsOperationFilter>());
        return services.AddSingleton<BusinessCalendar>();
    }
}

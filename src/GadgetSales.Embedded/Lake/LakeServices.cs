using GadgetSales.Core.Lake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.Lake;

static class LakeServices
{
    internal static IServiceCollection AddLake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LakeOptions>().Bind(configuration.GetSection(LakeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LakeMetrics>();
        services.AddSingleton(provider => new DuckDbLake(
            provider.GetRequiredService<IOptions<EmbeddedOptions>>().Value.LakePath,
            provider.GetRequiredService<IOptions<LakeOptions>>().Value,
            provider.GetRequiredService<ILogger<DuckDbLake>>()));
        services.AddSingleton<DuckDbLakeWriter>();
        services.AddSingleton<ILakeWriter>(provider => provider.GetRequiredService<DuckDbLakeWriter>());
        services.AddSingleton<ILakeReader, DuckDbLakeReader>();
        return services;
    }
}

using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Ledger;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Embedded.Feed;

static class FeedServices
{
    internal static IServiceCollection AddFeed(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedOptions>().Bind(configuration.GetSection(FeedOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IFeedSource>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<FeedState>();
        services.AddSingleton<LedgerFeed>();
        services.AddSingleton<WatermarkCheck>();
        services.AddSingleton<IPipelineStatus, EmbeddedPipelineStatus>();
        services.AddHostedService<LedgerPump>();
        return services;
    }
}

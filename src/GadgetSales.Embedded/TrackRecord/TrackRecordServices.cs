using GadgetSales.Projections.TrackRecord;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Embedded.TrackRecord;

static class TrackRecordServices
{
    internal static IServiceCollection AddTrackRecord(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrackRecordOptions>().Bind(configuration.GetSection(TrackRecordOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TrackRecordMetrics>();
        services.AddSingleton<TrackRecordStore>();
        services.AddSingleton<TrackRecordScorer>();
        services.AddSingleton<TrackRecordKeeper>();
        services.AddSingleton<ITrackRecord>(provider => provider.GetRequiredService<TrackRecordKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<TrackRecordKeeper>());
        return services;
    }
}

using GadgetSales.Aws.Feed;
using GadgetSales.Aws.Lake;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws;

/// <summary>The store of any scale: a DynamoDB ledger, and Athena over the lake that its stream fills.</summary>
public static class AwsServices
{
    /// <summary>
    /// A wrong setting stops the start of the host with <see cref="OptionsValidationException"/>. AWS itself is not asked: a service that
    /// cannot reach it starts, says so in its readiness, and recovers by itself.
    /// </summary>
    public static IServiceCollection AddAwsStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AwsOptions>().Bind(configuration.GetSection(AwsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AwsOptions>, ValidateAwsOptions>();
        services.AddSingleton(new AwsConnection(configuration));
        services.AddDefaultAWSOptions(provider => provider.GetRequiredService<AwsConnection>().Options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddLedger();
        services.AddFeed();
        services.AddLake();
        services.AddSingleton<IPipelineStatus, AwsPipelineStatus>();
        return services;
    }
}

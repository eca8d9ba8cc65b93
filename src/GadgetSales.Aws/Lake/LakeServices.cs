using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Lake;

static class LakeServices
{
    public static void AddLake(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AthenaClient(
            provider.GetRequiredService<AwsConnection>(), provider.GetRequiredService<IOptions<AwsOptions>>().Value));
        services.AddSingleton<AthenaMetrics>();
        services.AddSingleton<WorkgroupCheck>();
        services.AddSingleton<ILakeReader, AthenaLakeReader>();
    }
}

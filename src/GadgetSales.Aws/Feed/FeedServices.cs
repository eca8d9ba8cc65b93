using GadgetSales.Aws.Feed.Client;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Aws.Feed;

static class FeedServices
{
    public static void AddFeed(this IServiceCollection services)
    {
        services.AddSingleton<CloudWatchClient>();
        services.AddSingleton<FeedFreshness>();
    }
}

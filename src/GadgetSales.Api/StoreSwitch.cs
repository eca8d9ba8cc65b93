using GadgetSales.Aws;
using GadgetSales.Embedded;

namespace GadgetSales.Api;

/// <summary>Key <c>Store</c>: where sales are recorded and analysed.</summary>
public enum Store
{
    /// <summary>SQLite and DuckDB in one folder.</summary>
    Embedded,

    /// <summary>DynamoDB, and the lake that its stream fills.</summary>
    Aws,
}

/// <summary>The one place that chooses between the stores.</summary>
public static class StoreSwitch
{
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration) =>
        configuration.GetEnum("Store", Store.Embedded) switch
        {
            Store.Aws => services.AddAwsStore(configuration),
            _ => services.AddEmbeddedStore(configuration),
        };
}

using GadgetSales.Core.Ledger;
using GadgetSales.Embedded.Feed;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Embedded.TrackRecord;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GadgetSales.Embedded;

/// <summary>The store for one machine: a SQLite ledger, a pump and a DuckDB lake in one folder.</summary>
public static class EmbeddedServices
{
    /// <summary>
    /// A wrong setting or an unusable folder stops the start of the host with
    /// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> or <see cref="EmbeddedStoreException"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddedOptions>().Bind(configuration.GetSection(EmbeddedOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();

        // Started first and stopped last: everything else reads it.
        services.AddSingleton<SqliteLedger>();
        services.AddSingleton<ISalesLedger>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<ISaleLinks>(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddSingleton<ILedgerNotes, SqliteNotes>();
        services.AddHostedService(provider => provider.GetRequiredService<SqliteLedger>());
        services.AddLake(configuration);
        services.AddFeed(configuration);
        services.AddTrackRecord(configuration);
        return services;
    }
}

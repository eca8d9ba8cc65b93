using GadgetSales.Embedded;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section))
            .PostConfigure(options => options.KeysFile = options.KeysFile is { Length: > 0 } given ? given : DefaultKeysFile(configuration))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, ValidateAccessOptions>();
        if (configuration.GetEnum($"{AccessOptions.Section}:{nameof(AccessOptions.Mode)}", AccessMode.Open) == AccessMode.ApiKeys)
        {
            services.AddSingleton<KeyRing>().AddHostedService(provider => provider.GetRequiredService<KeyRing>());
            return services.AddSingleton<ICallerSource, ApiKeyCallers>();
        }

        return services.AddSingleton<ICallerSource, OpenCallers>().AddHostedService<OpenModeGuard>();
    }

    /// <summary>Must come after routing: the rule is the endpoint's.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.UseMiddleware<AccessMiddleware>();

    // The command line finds it the same way, so that one folder is all an embedded store has to be told.
    static string DefaultKeysFile(IConfiguration configuration) => KeyFile.PathIn(
        configuration[$"{EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)}"] is { Length: > 0 } folder ? folder : EmbeddedOptions.DefaultDataDirectory);
}

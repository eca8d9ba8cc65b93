using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Access;

public static class AuthServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, ValidateAuthOptions>();
        if (configuration.GetEnum($"{AuthOptions.Section}:{nameof(AuthOptions.Mode)}", AuthMode.Open) == AuthMode.ApiKeys)
        {
            services.AddSingleton<KeyRing>().AddHostedService(provider => provider.GetRequiredService<KeyRing>());
            return services.AddSingleton<ICallerSource, ApiKeyCallers>();
        }

        return services.AddSingleton<ICallerSource, OpenCallers>().AddHostedService<OpenModeGuard>();
    }

    /// <summary>Must come after routing: the rule is the endpoint's.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.UseMiddleware<AccessMiddleware>();
}

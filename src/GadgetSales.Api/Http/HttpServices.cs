using GadgetSales.Api.Health;
using GadgetSales.Api.Sales;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Http;

/// <summary>What Kestrel takes, and how JSON is read where an endpoint binds it.</summary>
public static class HttpServices
{
    /// <summary>The largest body any endpoint takes, sent or decompressed: a batch.</summary>
    public const int MaxBodyBytes = 5 * 1024 * 1024;

    const int MaxDrainedBytes = 32 * 1024 * 1024;

    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        foreach (var address in builder.Configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            Loopback.Parse(address);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Endpoints take less. Of a body up to this, what nobody read is taken off the line, so that its sender gets to read the 413.
            kestrel.Limits.MaxRequestBodySize = MaxDrainedBytes;
        });
        builder.Services.AddRequestDecompression();
        builder.Services.AddOptions<LimitOptions>().Bind(builder.Configuration.GetSection(LimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BodyBudget>().AddSingleton<SaleIntake>().AddSingleton<SalesMetrics>().AddSingleton<Readiness>();
        builder.Services.AddValidatorsFromAssemblyContaining<SaleValidator>(ServiceLifetime.Singleton);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.Converters.Add(new UtcInstants());
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        return builder;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using FluentValidation;
using GadgetSales.Api.Sales;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Http;

/// <summary>Where Kestrel listens and what it takes, and how JSON is read where an endpoint binds it.</summary>
public static class HttpServices
{
    /// <summary>The largest body any endpoint takes, sent or decompressed: a batch.</summary>
    public const int MaxBodyBytes = 5 * 1024 * 1024;

    const int MaxDrainedBytes = 32 * 1024 * 1024;

    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        if (ListeningAddresses.Of(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(ListeningAddresses.Default);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Endpoints take less. Of a body up to this, what nobody read is taken off the line, so that its sender gets to read the 413.
            kestrel.Limits.MaxRequestBodySize = MaxDrainedBytes;
        });
        builder.Services.AddRequestDecompression();
        builder.Services.AddOptions<LimitOptions>().Bind(builder.Configuration.GetSection(LimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BodyBudget>().AddSingleton<SaleIntake>().AddSingleton<SalesMetrics>().AddSingleton<LinkedSales>();
        builder.Services.AddValidatorsFromAssemblyContaining<SaleValidator>(ServiceLifetime.Singleton);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;

            // Answers are UTF-8 JSON and never part of a page, so names come as they are.
            json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
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

/// <summary>Writes an instant in UTC with <c>Z</c>, as every answer does that is written by hand; reads any offset.</summary>
sealed class UtcInstants : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

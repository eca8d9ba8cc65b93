using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GadgetSales.Api.Health;

/// <summary>Sends meters and traces over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other OTEL_ variables work as usual. Else nothing is listened to.</summary>
public static class TelemetryServices
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The exporter's own are for milliseconds; the service measures in seconds.
    static readonly ExplicitBucketHistogramConfiguration Seconds = new()
    {
        Boundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var endpoint = configuration[Endpoint];
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return services;
        }

        // The exporter would take its default address instead and say nothing.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartRefusedException($"{Endpoint}={endpoint} is no address to send to. Write one such as http://localhost:4317.");
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("gadgetsales").AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter("GadgetSales.*", "System.Runtime").AddAspNetCoreInstrumentation()
                .AddView(instrument => instrument.Unit == "s" && instrument.Meter.Name.StartsWith("GadgetSales.", StringComparison.Ordinal) ? Seconds : null)
                .AddOtlpExporter())
            .WithTracing(traces => traces.AddSource("GadgetSales.*").AddAspNetCoreInstrumentation().AddOtlpExporter());
        return services;
    }
}

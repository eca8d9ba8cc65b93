using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GadgetSales.Api.Health;

/// <summary>Sends meters and traces over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other OTEL_ variables work as usual. Else nothing is listened to.</summary>
public sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    // The exporter's own are for milliseconds; the service measures in seconds.
    static readonly ExplicitBucketHistogramConfiguration Seconds = new()
    {
        Boundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    MeterProvider? _meters;
    TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            var resource = ResourceBuilder.CreateDefault().AddService("gadgetsales").AddEnvironmentVariableDetector();
            _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("GadgetSales.*", "Microsoft.AspNetCore.*", "System.Runtime")
                .AddView(instrument => instrument.Unit == "s" && instrument.Meter.Name.StartsWith("GadgetSales.", StringComparison.Ordinal) ? Seconds : null)
                .AddOtlpExporter().Build();
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("GadgetSales.*", "Microsoft.AspNetCore").AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Flushes what is waiting.</summary>
    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }
}

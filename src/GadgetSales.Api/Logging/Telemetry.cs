using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GadgetSales.Api.Logging;

/// <summary>Sends meters and traces over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other OTEL_ variables work as usual. Else nothing is listened to.</summary>
public sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    MeterProvider? _meters;
    TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            var resource = ResourceBuilder.CreateDefault().AddService("gadgetsales").AddEnvironmentVariableDetector();
            _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("GadgetSales.*", "Microsoft.AspNetCore.*", "System.Runtime").AddOtlpExporter().Build();
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

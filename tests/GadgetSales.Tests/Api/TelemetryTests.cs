using System.Collections.Concurrent;
using System.Text;
using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GadgetSales.Tests.Api;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Meters_and_traces_go_to_the_endpoint_that_is_set()
    {
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using var collector = await CollectorAsync(received);
        await using var host = ApiHost.Start(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "shop-7"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "100"), ("OTEL_BSP_SCHEDULE_DELAY", "100"));

        await host.Client.PostSaleAsync(SaleText.Valid);

        foreach (var (path, name) in new[]
        {
            ("/v1/metrics", "gadgetsales.ledger.recorded"), ("/v1/metrics", "http.server.request.duration"), ("/v1/metrics", "shop-7"), ("/v1/traces", "POST /v1/sales"),
        })
        {
            await Eventually.TrueAsync(() => received.TryGetValue(path, out var text) && text.Contains(name, StringComparison.Ordinal), $"{name} comes to {path}");
        }
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_listened_to()
    {
        await using var host = ApiHost.Start();

        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    /// <summary>Keeps what is sent to each path: names are readable in protobuf.</summary>
    static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path, _ => Text(), (_, before) => before + Text());

            string Text() => Encoding.Latin1.GetString(body.ToArray());
        });
        await server.StartAsync();
        return server;
    }
}

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
        await using (var host = ApiHost.Start(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "shop-7")))
        {
            await host.Client.PostSaleAsync(SaleText.Valid);
        }

        await Eventually.TrueAsync(() => received.ContainsKey("/v1/metrics") && received.ContainsKey("/v1/traces"), "what was measured is sent when the host stops");
        Assert.Contains("gadgetsales.api.sales", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("shop-7", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("POST /v1/sales", received["/v1/traces"], StringComparison.Ordinal);
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

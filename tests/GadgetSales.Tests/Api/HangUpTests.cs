using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace GadgetSales.Tests.Api;

/// <summary>Clients that hang up on a socket of their own.</summary>
public sealed class HangUpTests
{
    const int Articles = 1_000;
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task A_client_that_hangs_up_stops_the_projection_it_asked_for()
    {
        using var meters = new MeterProbe();
        var log = new FakeLogCollector();
        await using var host = await InsightHost.StartAsync(
            Sales(), services: services => services.AddSingleton<IMeterFactory>(meters).AddSingleton(log.AsSink()), settings: ("Serilog:MinimumLevel:Override:Serilog.AspNetCore", "Information"));

        // Half a year of hours for each of a thousand articles: work for a while, unless somebody stops it.
        using (var socket = await AskAsync(host.Api.Address, "/v1/projections/sales?measure=units&grain=hour&groupBy=sku"))
        {
            await Eventually.TrueAsync(() => meters.Sum("gadgetsales.projections.running") == 1, "the projection is at work");
        }

        await Eventually.TrueAsync(() => meters.Sum("gadgetsales.projections.running") == 0, "the work has ended");
        await Eventually.TrueAsync(() => log.At(LogLevel.Information, LoggedLines.Requests).Count == 1, "the request is logged");
        Assert.Equal((1, 0), (meters.Sum("gadgetsales.projections.cancelled"), meters.Sum("gadgetsales.projections.series")));
        Assert.Contains("/v1/projections/sales 499 client_left", log.At(LogLevel.Information, LoggedLines.Requests)[0], StringComparison.Ordinal);
        Assert.Empty(log.At(LogLevel.Warning));
        Assert.Empty(log.At(LogLevel.Error));
    }

    static async Task<Socket> AskAsync(Uri address, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
        return socket;
    }

    /// <summary>Every article sold a few times in half a year.</summary>
    static IEnumerable<Sale> Sales() => Enumerable.Range(0, 7).Select(month => month * 28).Select(back => SampleSales.Sale($"{back}") with
    {
        BusinessDate = LastDay.AddDays(-back),
        SoldAt = new DateTimeOffset(LastDay.AddDays(-back), new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
        Lines = [.. Enumerable.Range(1, Articles).Select(article => new SaleLine { Sku = $"SKU-{article}", Quantity = 1 + ((article + back) % 9), UnitPriceMinor = 100 })],
    });
}

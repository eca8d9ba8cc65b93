using System.Text.Json;
using GadgetSales.Api.Health;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace GadgetSales.Tests.Api;

[Slow]
public sealed class LogTests
{
    static readonly string Key = "gs_abcdefgh_" + new string('7', 64);

    [Fact]
    public async Task The_log_tells_requests_as_JSON_and_neither_keys_nor_bodies()
    {
        using var folder = new TempDirectory();
        await using var service = ServiceProcess.Start(
            "--Urls", "http://127.0.0.1:0", "--Embedded:DataDirectory", folder.Path, "--Logging:Format", "Json", "--Serilog:MinimumLevel:Override:GadgetSales", "Verbose",
            "--Auth:Mode", "ApiKeys", "--Auth:Keys:0:Name", "till 7", "--Auth:Keys:0:Key", Key, "--Auth:Keys:0:Scopes", "sales:write");
        using var client = new HttpClient { BaseAddress = await service.AddressAsync() };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await client.PostSaleAsync(SaleText.Valid);
        await client.PostSaleAsync(SaleText.WithLine("sku", "\"\""));

        await Eventually.TrueAsync(() => service.Output.Contains("validation_failed", StringComparison.Ordinal), "the refused sale is in the log");

        Assert.Contains("till 7", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[12..], service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("USB-C", service.Output, StringComparison.Ordinal);
        Assert.All(service.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
    }

    [Fact]
    public async Task A_request_is_told_with_its_outcome_the_name_of_the_key_and_the_request_id_of_its_answer()
    {
        var log = new FakeLogCollector();
        await using var host = ApiHost.Start(
            services => services.AddSingleton(log.AsSink()), ("Auth:Mode", "ApiKeys"), ("Auth:Keys:0:Name", "till 7"), ("Auth:Keys:0:Key", Key),
            ("Auth:Keys:0:Scopes", "sales:read"), ("Serilog:MinimumLevel:Override:Serilog.AspNetCore", "Information"));
        host.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);

        var problem = await (await host.Client.GetAsync("/v1/sales/A%0AB?secret=1")).JsonAsync();

        await Eventually.TrueAsync(() => log.At(LogLevel.Information, LoggedLines.Requests).Count == 1, "the request is logged");
        Assert.Matches(
            $"^GET /v1/sales/A%0AB 404 sale_not_found in [0-9.]+ ms by till 7, request {problem.GetProperty("traceId").GetString()}$", log.At(LogLevel.Information, LoggedLines.Requests)[0]);
    }

    [Fact]
    public async Task Posted_sales_are_told_in_sum_and_the_requests_that_brought_them_are_not()
    {
        var log = new FakeLogCollector();
        await using var host = ApiHost.Start(
            services => services.AddSingleton(log.AsSink()),
            ("Serilog:MinimumLevel:Override:Serilog.AspNetCore", "Information"), ("Serilog:MinimumLevel:Override:GadgetSales.Api.Health", "Information"));
        await host.Client.PostSaleAsync(SaleText.Valid);
        await host.Client.PostSaleAsync(SaleText.Valid);
        await host.Client.PostTextAsync("/v1/sales/batch", $"[{SaleText.With(sale => sale["saleId"] = "another")},{{}}]");

        await host.StopAsync();

        // The service stops itself too when it is told to stop; either of the two may be the one that tells.
        await Eventually.TrueAsync(() => log.At(LogLevel.Information, typeof(PostedSales).FullName).Count > 0, "the sum is in the log");
        Assert.Equal(["Sales posted: 2 recorded, 1 replayed, 0 in conflict, 1 rejected"], log.At(LogLevel.Information, typeof(PostedSales).FullName));
        Assert.Empty(log.At(LogLevel.Information, LoggedLines.Requests));
    }
}

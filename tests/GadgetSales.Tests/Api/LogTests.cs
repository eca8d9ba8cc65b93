using System.Text.Json;
using GadgetSales.Api.Health;
using GadgetSales.Tests.Support;

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
            "--Urls", "http://127.0.0.1:0", "--Embedded:DataDirectory", folder.Path, "--Logging:Format", "Json", "--Logging:LogLevel:GadgetSales", "Trace",
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
    public void A_summary_counts_and_times_what_came_since_the_last_one()
    {
        var summary = new RequestSummary();
        for (var milliseconds = 1; milliseconds <= 100; milliseconds++)
        {
            summary.Add(milliseconds <= 90 ? 201 : 200, TimeSpan.FromMilliseconds(milliseconds));
        }

        var taken = summary.Take()!.Value;

        Assert.Equal((90, 10), (taken.Created, taken.Other));
        Assert.InRange(taken.P50Ms, 50, 72);
        Assert.InRange(taken.P99Ms, 99, 145);
        Assert.Null(summary.Take());
    }
}

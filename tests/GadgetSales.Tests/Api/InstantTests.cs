using System.Text.Json;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class InstantTests
{
    [Fact]
    public async Task Every_answer_writes_the_instant_it_is_complete_to_in_the_same_way()
    {
        await using var host = await InsightHost.StartAsync([]);
        string[] paths = ["/v1/pipeline", "/v1/insights/sales", "/v1/projections/sales", "/v1/projections/current"];

        var instants = new List<string?>();
        foreach (var path in paths)
        {
            instants.Add(JsonElement.Parse(await host.Api.Client.GetStringAsync(path)).GetProperty("dataThrough").GetString());
        }

        Assert.All(instants, instant => Assert.Equal("2019-04-20T12:00:00Z", instant));
    }
}

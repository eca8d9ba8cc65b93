using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>What the OpenAPI document shows of projections, against what the service does.</summary>
public sealed class ProjectionDocsTests
{
    [Fact]
    public async Task The_events_of_the_example_can_be_posted_as_they_stand()
    {
        await using var host = await InsightHost.StartAsync(Days());
        var example = (await OperationAsync(host, "/v1/projections/sales", "post")).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

        var answer = await host.Api.Client.PostTextAsync("/v1/projections/sales", example.GetRawText());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Summer sale", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/insights/sales", "grain=day&groupBy=category&from=2019-04-19&to=2019-04-19")]
    [InlineData("/v1/projections/sales", "groupBy=category&history=1")]
    [InlineData("/v1/projections/current", "groupBy=category")]
    public async Task The_examples_of_an_answer_have_the_members_and_columns_of_an_answer(string path, string question)
    {
        await using var host = await InsightHost.StartAsync(Days());
        var content = (await OperationAsync(host, path, "get")).GetProperty("responses").GetProperty("200").GetProperty("content");

        var json = JsonElement.Parse(await host.Api.Client.GetStringAsync($"{path}?{question}"));
        var csv = await host.Api.Client.GetStringAsync($"{path}?{question}&format=csv");
        var line = JsonElement.Parse((await host.Api.Client.GetStringAsync($"{path}?{question.Replace("history=1", "levels=80,95", StringComparison.Ordinal)}&format=ndjson")).Split('\n')[0]);

        // Totals come with a grouping only.
        Assert.Equal(Names(json).Except(["totals"]), Names(content.GetProperty("application/json").GetProperty("example")).Except(["totals"]));
        Assert.Equal(csv.Split("\r\n")[0], content.GetProperty("text/csv").GetProperty("example").GetString()!.Split('\n')[0].TrimEnd('\r'));
        Assert.Equal(Names(line), Names(JsonElement.Parse(content.GetProperty("application/x-ndjson").GetProperty("example").GetString()!)));
    }

    [Theory]
    [InlineData("/v1/insights/sales", "grain=day&groupBy=category&compare=previous-period&from=2019-04-19&to=2019-04-19")]
    [InlineData("/v1/projections/sales", "groupBy=category&history=1")]
    [InlineData("/v1/projections/current", "groupBy=category&period=month")]
    [InlineData("/v1/projections/sales", "groupBy=category,store&quantiles=0.1,0.9&total=true&sums=week&subtotals=true&components=true&backtest=true")]
    [InlineData("/v1/insights/anomalies", "groupBy=category&level=50")]
    [InlineData("/v1/catalog", "")]
    public async Task Every_member_of_an_answer_stands_in_its_schema(string path, string question)
    {
        await using var host = await InsightHost.StartAsync(Days());
        var document = JsonElement.Parse(await host.Api.Client.GetStringAsync("/openapi/v1.json"));
        var answer = JsonElement.Parse(await host.Api.Client.GetStringAsync($"{path}?{question}"));
        var schema = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");

        Assert.Empty(Undescribed(answer, schema, document, path));
    }

    static IEnumerable<string> Undescribed(JsonElement value, JsonElement schema, JsonElement document, string at)
    {
        schema = Resolved(schema, document);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(each => Undescribed(each, schema.GetProperty("items"), document, at + "[]")),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member =>
                schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var described)
                    ? Undescribed(member.Value, described, document, $"{at}.{member.Name}")
                    : schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object ? [] : [$"{at}.{member.Name}"]),
            _ => [],
        };
    }

    static JsonElement Resolved(JsonElement schema, JsonElement document)
    {
        foreach (var combined in (string[])["allOf", "oneOf"])
        {
            schema = schema.TryGetProperty(combined, out var parts) ? parts.EnumerateArray().Last() : schema;
        }

        return schema.TryGetProperty("$ref", out var name)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!["#/components/schemas/".Length..])
            : schema;
    }

    static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    static async Task<JsonElement> OperationAsync(InsightHost host, string path, string method) =>
        JsonElement.Parse(await host.Api.Client.GetStringAsync("/openapi/v1.json")).GetProperty("paths").GetProperty(path).GetProperty(method);

    static IEnumerable<Sale> Days() => Enumerable.Range(0, 40).Select(back => SampleSales.Sale($"{back}") with
    {
        BusinessDate = new DateOnly(2019, 4, 19).AddDays(-back),
        SoldAt = new DateTimeOffset(new DateOnly(2019, 4, 19).AddDays(-back), new TimeOnly(15, 30), TimeSpan.FromHours(-5)),
    });
}

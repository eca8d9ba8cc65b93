using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>What a projection answers on request.</summary>
public sealed class ProjectionExtrasTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task What_was_not_asked_for_is_not_there_and_what_was_is()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), .. Weeks("TV", 2)]);

        var plain = await AskAsync(host, "groupBy=category,store&horizon=10");
        var full = await AskAsync(host, "groupBy=category,store&horizon=10&quantiles=0.1,0.5,0.9&total=true&sums=week,month&subtotals=true&components=true&backtest=true&history=1");

        Assert.Equal(["key", "history", "forecast", "model", "notes", "accuracy"], Names(plain.GetProperty("series")[0]));
        Assert.Equal(["period", "value", "median", "intervals"], Names(plain.GetProperty("series")[0].GetProperty("forecast")[0]));
        Assert.Equal(["key", "history", "forecast", "total", "sums", "model", "notes", "accuracy", "backtest"], Names(full.GetProperty("series")[0]));
        Assert.Equal(["period", "value", "median", "intervals", "quantiles", "components"], Names(full.GetProperty("series")[0].GetProperty("forecast")[0]));
        Assert.Equal(3, full.GetProperty("subtotals").GetArrayLength());
        Assert.NotEmpty(full.GetProperty("series")[0].GetProperty("backtest").GetProperty("origins").EnumerateArray());
    }

    [Fact]
    public async Task The_yardstick_of_days_is_the_last_week_again()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var model = (await AskAsync(host, "groupBy=category")).GetProperty("series")[0].GetProperty("model");

        Assert.Contains("repeating the last 7 values", model.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sales_the_value_is_null_and_the_reason_says_what_is_needed()
    {
        await using var host = await InsightHost.StartAsync([]);

        var series = (await AskAsync(host, "total=true&sums=week")).GetProperty("series")[0];
        var csv = await host.Api.Client.GetStringAsync("/v1/projections/sales?horizon=1&format=csv");

        Assert.Contains("is needed", series.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All(series.GetProperty("forecast").EnumerateArray(), point => Assert.Equal(JsonValueKind.Null, point.GetProperty("value").ValueKind));
        Assert.False(series.TryGetProperty("total", out _));
        Assert.Equal("forecast,2019-04-20,,,,,,naive", csv.Split("\r\n")[1]);
    }

    [Fact]
    public async Task Quantiles_are_columns_of_csv()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var csv = await host.Api.Client.GetStringAsync("/v1/projections/sales?horizon=1&levels=90&quantiles=0.5,0.05&format=csv");

        Assert.Equal("kind,period,value,lower90,upper90,q0.05,q0.5,model", csv.Split("\r\n")[0]);
    }

    [Theory]
    [InlineData("quantiles=0.5,1", "quantiles")]
    [InlineData("total=yes", "total")]
    [InlineData("sums=week&grain=month", "sums")]
    [InlineData("measure=averageBasket&total=true&sums=week", "sums,total")]
    [InlineData("subtotals=true&groupBy=store", "subtotals")]
    [InlineData("exclude=2019-04-31", "exclude")]
    [InlineData("exclude=2019-04-03..2019-04-01", "exclude")]
    [InlineData("holidays=XX", "holidays")]
    public async Task What_cannot_be_is_refused_by_name(string question, string names)
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(await host.Api.Client.GetAsync("/v1/projections/sales?" + question), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(names.Split(','), problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Excluded_days_are_as_if_they_had_been_usual()
    {
        var sales = Weeks("Audio", 1).Where(sale => sale.BusinessDate is not { Month: 4, Day: >= 15 and <= 17 });
        await using var host = await InsightHost.StartAsync(sales);

        var series = (await AskAsync(host, "horizon=7&exclude=2019-04-15..2019-04-17")).GetProperty("series")[0];

        Assert.All(series.GetProperty("forecast").EnumerateArray(), point => Assert.Equal(
            PriceOn(DateOnly.Parse(point.GetProperty("period").GetString()!), 1), point.GetProperty("value").GetDouble(), 15.0));
    }

    [Fact]
    public async Task Events_of_a_category_that_is_not_kept_apart_are_refused()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));
        const string events = """{ "events": [ { "name": "Sale", "date": "2019-04-21", "effectPercent": 50, "category": "Audio" } ] }""";

        Assert.Equal(HttpStatusCode.OK, (await host.Api.Client.PostTextAsync("/v1/projections/sales?groupBy=category", events)).StatusCode);
        var problem = await ProblemAssert.IsAsync(await host.Api.Client.PostTextAsync("/v1/projections/sales", events), HttpStatusCode.BadRequest, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("/events/0/category", out _));
    }

    static long PriceOn(DateOnly day, int seed) => (1000 * seed) + (100 * (int)day.DayOfWeek);

    static IEnumerable<Sale> Weeks(string category, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 140).Select(back => LastDay.AddDays(-back)).Select(day => SampleSales.Sale($"{category}:{day:yyyyMMdd}") with
        {
            BusinessDate = day,
            SoldAt = new DateTimeOffset(day, new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
            Lines = [new() { Sku = "a", Category = category, Quantity = 1, UnitPriceMinor = PriceOn(day, seed) + random.Next(5) }],
        })];
    }

    static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    static async Task<JsonElement> AskAsync(InsightHost host, string parameters)
    {
        var response = await host.Api.Client.GetAsync("/v1/projections/sales?" + parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}

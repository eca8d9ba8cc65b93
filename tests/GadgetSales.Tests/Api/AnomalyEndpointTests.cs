using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class AnomalyEndpointTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task Days_far_outside_what_was_expected_are_found_the_furthest_first()
    {
        DateOnly outage = new(2019, 3, 27), bulk = new(2019, 4, 10);
        await using var host = await InsightHost.StartAsync([.. Days("LA-01", 1, day => day == bulk ? 6 : day == outage ? 0 : 1), .. Days("NY-01", 2, _ => 1)]);

        var answer = await AskAsync(host, "groupBy=store&from=2019-03-23");

        var found = answer.GetProperty("anomalies").EnumerateArray().Where(day => Math.Abs(day.GetProperty("score").GetDouble()) > 4).ToList();
        Assert.Equal(["LA-01 2019-04-10", "LA-01 2019-03-27"], found.Select(day => $"{day.GetProperty("key").GetProperty("store").GetString()} {day.GetProperty("date").GetString()}"));
        Assert.True(found[0].GetProperty("score").GetDouble() > 0 && found[1].GetProperty("score").GetDouble() < 0);
        Assert.All(found, day => Assert.InRange(day.GetProperty("value").GetDouble(), day.GetProperty("lower").GetDouble(), day.GetProperty("upper").GetDouble()));
        Assert.Equal(2 * 28, answer.GetProperty("checked").GetInt32());
    }

    [Fact]
    public async Task What_is_expected_of_a_day_is_what_was_known_before_its_week()
    {
        Sale[] sales = [.. Days("LA-01", 1, day => day > new DateOnly(2019, 4, 12) ? 3 : 1)];
        await using var whole = await InsightHost.StartAsync(sales);

        var day = (await AskAsync(whole, "from=2019-04-13&to=2019-04-13&level=50")).GetProperty("anomalies")[0];
        var then = JsonElement.Parse(await whole.Api.Client.GetStringAsync("/v1/projections/sales?asOf=2019-04-12&horizon=7")).GetProperty("series")[0].GetProperty("forecast")[0];

        Assert.Equal(then.GetProperty("value").GetInt64(), day.GetProperty("value").GetInt64());
    }

    [Theory]
    [InlineData("level=10", "level")]
    [InlineData("to=2019-04-20", "to")]
    [InlineData("from=2017-01-01", "from")]
    [InlineData("grain=week", "grain")]
    public async Task What_cannot_be_is_refused_by_name(string question, string name)
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(await host.Api.Client.GetAsync("/v1/insights/anomalies?" + question), HttpStatusCode.BadRequest, "validation_failed");

        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _));
    }

    [Fact]
    public async Task Csv_has_a_row_for_each_day()
    {
        await using var host = await InsightHost.StartAsync(Days("LA-01", 1, day => day == LastDay ? 6 : 1));

        var csv = await host.Api.Client.GetStringAsync("/v1/insights/anomalies?groupBy=store&limit=1&format=csv");

        Assert.StartsWith("date,store,sold,value,median,lower,upper,score\r\n2019-04-19,LA-01,", csv, StringComparison.Ordinal);
    }

    static IEnumerable<Sale> Days(string store, int seed, Func<DateOnly, int> times)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 150).Select(back => LastDay.AddDays(back - 149)).Select(day => (day, price: (100_000 * seed) + (5_000 * (int)day.DayOfWeek) + random.Next(8_000)))
            .Where(each => times(each.day) > 0)
            .Select(each => SampleSales.Sale($"{store}:{each.day:yyyyMMdd}") with
            {
                StoreId = store,
                BusinessDate = each.day,
                SoldAt = new DateTimeOffset(each.day, new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
                Lines = [new() { Sku = "a", Category = "Audio", Quantity = times(each.day), UnitPriceMinor = each.price }],
            })];
    }

    static async Task<JsonElement> AskAsync(InsightHost host, string parameters)
    {
        var response = await host.Api.Client.GetAsync("/v1/insights/anomalies?" + parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}

using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class NowcastEndpointTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task A_day_is_what_its_hours_sold_plus_what_the_other_hours_usually_sell()
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var answer = await AskAsync(host, "period=day&at=2019-04-19T14:40");

        var series = answer.GetProperty("series")[0];
        Assert.Equal("2019-04-19T14:00", answer.GetProperty("soldThrough").GetString());
        Assert.Equal(Enumerable.Range(8, 6).Sum(hour => PriceAt(hour, 1)), series.GetProperty("sold").GetInt64());
        Assert.Equal(Enumerable.Range(14, 6).Sum(hour => PriceAt(hour, 1)), series.GetProperty("remaining").GetInt64());
        Assert.Equal(Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1)), series.GetProperty("value").GetInt64());
    }

    [Theory]
    [InlineData("week", "2019-04-15", "2019-04-21", 3)]
    [InlineData("month", "2019-04-01", "2019-04-30", 17)]
    public async Task A_week_or_month_is_what_its_days_sold_plus_the_days_that_remain(string period, string from, string to, int complete)
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var answer = await AskAsync(host, $"period={period}&at=2019-04-18T09:00");

        var day = Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1));
        var series = answer.GetProperty("series")[0];
        Assert.Equal((from, to), (answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()));
        Assert.Equal(complete * day, series.GetProperty("sold").GetInt64());
        Assert.Equal((DateOnly.Parse(to).DayNumber - DateOnly.Parse(from).DayNumber + 1) * day, series.GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task Nothing_that_was_sold_later_changes_an_answer_about_the_past()
    {
        await using var whole = await InsightHost.StartAsync(Hours("Audio", 1));
        await using var early = await InsightHost.StartAsync(Hours("Audio", 1).Where(sale => sale.SoldAt.DateTime < new DateTime(2019, 4, 17, 14, 0, 0)));
        const string question = "period=day&at=2019-04-17T14:00&groupBy=category";

        Assert.Equal((await AskAsync(early, question)).GetProperty("series").GetRawText(), (await AskAsync(whole, question)).GetProperty("series").GetRawText());
    }

    [Fact]
    public async Task Groups_sum_to_the_total_and_intervals_hold_the_value()
    {
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1), .. Hours("TV", 3, noise: 400)]);

        var answer = await AskAsync(host, "period=day&at=2019-04-19T12:00&groupBy=category");

        var total = answer.GetProperty("totals")[0];
        Assert.Equal(total.GetProperty("value").GetInt64(), answer.GetProperty("series").EnumerateArray().Sum(series => series.GetProperty("value").GetInt64()));
        Assert.True(total.GetProperty("intervals")[1].GetProperty("lower").GetInt64() <= total.GetProperty("intervals")[0].GetProperty("lower").GetInt64());
        Assert.True(total.GetProperty("intervals")[0].GetProperty("lower").GetInt64() <= total.GetProperty("value").GetInt64());
        Assert.True(total.GetProperty("sold").GetInt64() <= total.GetProperty("intervals")[1].GetProperty("lower").GetInt64());
    }

    [Fact]
    public async Task An_average_and_a_time_to_come_are_refused()
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(
            await host.Api.Client.GetAsync("/v1/projections/current?measure=averageBasket&at=2019-04-20T12:01&period=year"), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["at", "measure", "period"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Csv_has_a_row_for_each_group()
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var csv = await host.Api.Client.GetStringAsync("/v1/projections/current?groupBy=category&levels=90&format=csv&at=2019-04-19T12:00");

        Assert.StartsWith("period,category,sold,remaining,value,lower90,upper90,model\r\n2019-04-19,Audio,", csv, StringComparison.Ordinal);
    }

    static long PriceAt(int hour, int seed) => (1000 * seed) + (50 * hour);

    /// <summary>A sale every hour from 8 to 19 for eight weeks.</summary>
    static IEnumerable<Sale> Hours(string category, int seed, int noise = 1)
    {
        var random = new Random(seed);
        return [.. from back in Enumerable.Range(0, 56)
                from hour in Enumerable.Range(8, 12)
                let day = LastDay.AddDays(-back)
                select SampleSales.Sale($"{category}:{day:yyyyMMdd}:{hour}") with
                {
                    BusinessDate = day,
                    SoldAt = new DateTimeOffset(day, new TimeOnly(hour, 30), TimeSpan.FromHours(-5)),
                    Lines = [new() { Sku = "a", Category = category, Quantity = 1, UnitPriceMinor = PriceAt(hour, seed) + random.Next(noise) }],
                }];
    }

    static async Task<JsonElement> AskAsync(InsightHost host, string parameters)
    {
        var response = await host.Api.Client.GetAsync("/v1/projections/current?" + parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}

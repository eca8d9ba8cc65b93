using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class NowcastEndpointTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task A_day_is_what_its_hours_sold_plus_what_the_rest_of_a_day_usually_sells()
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
    public async Task A_week_or_month_is_what_its_days_and_hours_sold_plus_the_rest_of_today_and_the_days_that_remain(string period, string from, string to, int complete)
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var answer = await AskAsync(host, $"period={period}&at=2019-04-18T11:20");

        var (day, morning) = (Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1)), Enumerable.Range(8, 3).Sum(hour => PriceAt(hour, 1)));
        var length = DateOnly.Parse(to).DayNumber - DateOnly.Parse(from).DayNumber + 1;
        var series = answer.GetProperty("series")[0];
        Assert.Equal((from, to, "2019-04-18T11:00"), (answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString(), answer.GetProperty("soldThrough").GetString()));
        Assert.Equal((complete * day) + morning, series.GetProperty("sold").GetInt64());
        Assert.Equal(length * day, series.GetProperty("value").GetInt64());
        Assert.Equal((morning, day - morning), Part(series, "today"));
        Assert.Equal((complete * day, (length - complete - 1) * day), Part(series, "days"));
    }

    [Fact]
    public async Task A_week_that_has_just_begun_is_projected_whole()
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var series = (await AskAsync(host, "period=week&at=2019-04-15T00:10")).GetProperty("series")[0];

        Assert.Equal((0, 7 * Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1))), (series.GetProperty("sold").GetInt64(), series.GetProperty("value").GetInt64()));
    }

    [Fact]
    public async Task A_sale_after_midnight_belongs_to_its_business_date_and_counts_once()
    {
        var late = SampleSales.Sale("late") with
        {
            BusinessDate = new(2019, 4, 17),
            SoldAt = new(2019, 4, 18, 0, 30, 0, TimeSpan.FromHours(-5)),
            Lines = [new() { Sku = "a", Category = "Audio", Quantity = 1, UnitPriceMinor = 777 }],
        };
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1), late]);

        var series = (await AskAsync(host, "period=week&at=2019-04-18T09:00")).GetProperty("series")[0];

        Assert.Equal(PriceAt(8, 1), series.GetProperty("today").GetProperty("sold").GetInt64());
        Assert.Equal((3 * Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1))) + 777, series.GetProperty("days").GetProperty("sold").GetInt64());
    }

    [Fact]
    public async Task A_group_that_sells_today_for_the_first_time_has_what_it_sold_and_no_model()
    {
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1), .. Hours("TV", 3).Where(sale => sale.BusinessDate == LastDay)]);

        var answer = await AskAsync(host, "period=week&at=2019-04-19T10:00&groupBy=category");

        var television = answer.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("key").GetProperty("category").GetString() == "TV");
        Assert.Equal(PriceAt(8, 3) + PriceAt(9, 3), television.GetProperty("value").GetInt64());
        Assert.False(television.GetProperty("today").TryGetProperty("model", out _));
        Assert.Equal(
            answer.GetProperty("totals")[0].GetProperty("value").GetInt64(), answer.GetProperty("series").EnumerateArray().Sum(series => series.GetProperty("value").GetInt64()));
    }

    [Fact]
    public async Task Nothing_that_was_sold_later_changes_an_answer_about_the_past()
    {
        await using var whole = await InsightHost.StartAsync(Hours("Audio", 1));
        await using var early = await InsightHost.StartAsync(Hours("Audio", 1).Where(sale => sale.SoldAt.DateTime < new DateTime(2019, 4, 17, 14, 0, 0)));

        foreach (var period in new[] { "day", "week", "month" })
        {
            var question = $"period={period}&at=2019-04-17T14:00&groupBy=category";
            Assert.Equal((await AskAsync(early, question)).GetProperty("series").GetRawText(), (await AskAsync(whole, question)).GetProperty("series").GetRawText());
        }
    }

    [Fact]
    public async Task Groups_sum_to_the_total_and_intervals_hold_the_value()
    {
        // Noise, so that there is something to be unsure of.
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1), .. Hours("TV", 3, noise: 400)]);

        var answer = await AskAsync(host, "period=day&at=2019-04-19T12:00&groupBy=category");

        var total = answer.GetProperty("totals")[0];
        Assert.Equal(total.GetProperty("value").GetInt64(), answer.GetProperty("series").EnumerateArray().Sum(series => series.GetProperty("value").GetInt64()));
        Assert.True(total.GetProperty("intervals")[1].GetProperty("lower").GetInt64() <= total.GetProperty("intervals")[0].GetProperty("lower").GetInt64());
        Assert.True(total.GetProperty("intervals")[0].GetProperty("lower").GetInt64() <= total.GetProperty("value").GetInt64());
        Assert.True(total.GetProperty("sold").GetInt64() <= total.GetProperty("intervals")[1].GetProperty("lower").GetInt64());
    }

    [Fact]
    public async Task A_time_to_come_and_a_period_that_is_none_are_refused()
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(
            await host.Api.Client.GetAsync("/v1/projections/current?measure=basket&at=2019-04-20T12:01&period=year"), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["at", "measure", "period"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("period=day&at=2019-04-19T12:00", "series")]
    [InlineData("period=week&at=2019-04-18T11:00&groupBy=category", "series", "totals")]
    [InlineData("period=month&at=2019-04-18T11:00&groupBy=category,currency", "series")]
    public async Task An_average_basket_is_that_so_far_and_that_to_come_weighted_by_their_transactions(string question, params string[] lists)
    {
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1, noise: 300), .. Hours("TV", 3, noise: 900)]);

        var baskets = await AskAsync(host, question + "&measure=averageBasket");
        var revenue = await AskAsync(host, question + "&measure=revenue");
        var transactions = await AskAsync(host, question + "&measure=transactions");

        foreach (var list in lists)
        {
            Assert.All(baskets.GetProperty(list).EnumerateArray(), basket =>
            {
                var (amount, count) = (Same(revenue, list, basket), Same(transactions, list, basket));
                decimal Of(JsonElement series, string member) => series.GetProperty(member).GetDecimal();
                Assert.Equal(Math.Round(Of(amount, "sold") / Of(count, "sold"), MidpointRounding.AwayFromZero), Of(basket, "sold"));
                var weighted = ((Of(basket, "sold") * Of(count, "sold")) + (Of(basket, "remaining") * Of(count, "remaining"))) / Of(count, "value");
                Assert.InRange(Of(basket, "value"), weighted - 1, weighted + 1);
                var (narrow, wide) = (basket.GetProperty("intervals")[0], basket.GetProperty("intervals")[1]);
                Assert.True(wide.GetProperty("lower").GetInt64() <= narrow.GetProperty("lower").GetInt64() && narrow.GetProperty("lower").GetInt64() < basket.GetProperty("value").GetInt64());
                Assert.True(basket.GetProperty("value").GetInt64() < narrow.GetProperty("upper").GetInt64() && narrow.GetProperty("upper").GetInt64() <= wide.GetProperty("upper").GetInt64());
            });
        }

        Assert.Equal(question.Contains("groupBy", StringComparison.Ordinal) ? 1 : 0, baskets.TryGetProperty("totals", out var totals) ? totals.GetArrayLength() : 0);

        static JsonElement Same(JsonElement answer, string list, JsonElement series) =>
            answer.GetProperty(list).EnumerateArray().Single(each => each.GetProperty("key").GetRawText() == series.GetProperty("key").GetRawText());
    }

    [Fact]
    public async Task Each_store_is_cut_at_its_own_clock()
    {
        // At 12:00 UTC it is 5 o'clock in one store and 14 o'clock in the other, where hours from 8 on are sold and those that are to come are not recorded yet.
        var west = Hours("Audio", 1).Select(sale => sale with { SaleId = "W:" + sale.SaleId, StoreId = "WEST", SoldAt = At(sale, -7) });
        var east = Hours("Audio", 1, LastDay.AddDays(1)).Where(sale => sale.BusinessDate <= LastDay || sale.SoldAt.Hour < 14).Select(sale => sale with { SaleId = "E:" + sale.SaleId, StoreId = "EAST", SoldAt = At(sale, 2) });
        await using var host = await InsightHost.StartAsync([.. west, .. east]);

        var answer = await AskAsync(host, "period=day&groupBy=store");

        Assert.Equal(("2019-04-20", "2019-04-20T05:00"), (answer.GetProperty("from").GetString(), answer.GetProperty("soldThrough").GetString()));
        var (all, morning) = (Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1)), Enumerable.Range(8, 6).Sum(hour => PriceAt(hour, 1)));
        Assert.Equal((morning, all - morning), Sums("EAST"));
        Assert.Equal((0, all), Sums("WEST"));

        (long, long) Sums(string store)
        {
            var series = answer.GetProperty("series").EnumerateArray().Single(each => each.GetProperty("key").GetProperty("store").GetString() == store);
            return (series.GetProperty("sold").GetInt64(), series.GetProperty("remaining").GetInt64());
        }

        static DateTimeOffset At(Sale sale, int offset) => new(sale.SoldAt.DateTime, TimeSpan.FromHours(offset));
    }

    [Fact]
    public async Task The_day_is_the_earliest_that_still_runs_and_all_of_it_is_sold_where_the_next_has_begun()
    {
        // At 12:00 UTC the 20th runs in one store, and in the other it is the 21st, 2 o'clock.
        var islands = Hours("Audio", 1, LastDay.AddDays(1)).Select(sale => sale with { SaleId = "K:" + sale.SaleId, StoreId = "KIRITIMATI", SoldAt = new(sale.SoldAt.DateTime, TimeSpan.FromHours(14)) });
        await using var host = await InsightHost.StartAsync([.. Hours("Audio", 1), .. islands]);

        var both = await AskAsync(host, "period=day&groupBy=store");
        var alone = await AskAsync(host, "period=day&store=KIRITIMATI");
        var elsewhere = await AskAsync(host, "period=day&timeZone=Asia/Tokyo");

        var series = both.GetProperty("series").EnumerateArray().Single(each => each.GetProperty("key").GetProperty("store").GetString() == "KIRITIMATI");
        Assert.Equal(("2019-04-20T07:00", 0), (both.GetProperty("soldThrough").GetString(), series.GetProperty("remaining").GetInt64()));
        Assert.Equal(Enumerable.Range(8, 12).Sum(hour => PriceAt(hour, 1)), series.GetProperty("sold").GetInt64());
        Assert.Equal("2019-04-21T02:00", alone.GetProperty("soldThrough").GetString());
        Assert.Equal("2019-04-20T21:00", elsewhere.GetProperty("soldThrough").GetString());
    }

    [Fact]
    public async Task An_average_basket_of_nothing_is_null()
    {
        await using var host = await InsightHost.StartAsync([]);

        var series = (await AskAsync(host, "measure=averageBasket&at=2019-04-19T12:00")).GetProperty("series")[0];

        Assert.All(["sold", "remaining", "value"], member => Assert.Equal(JsonValueKind.Null, series.GetProperty(member).ValueKind));
        Assert.Empty(series.GetProperty("intervals").EnumerateArray());
    }

    [Fact]
    public async Task Csv_has_a_row_for_each_group()
    {
        await using var host = await InsightHost.StartAsync(Hours("Audio", 1));

        var csv = await host.Api.Client.GetStringAsync("/v1/projections/current?groupBy=category&levels=90&format=csv&at=2019-04-19T12:00");

        Assert.StartsWith("period,category,sold,remaining,value,lower90,upper90,todayModel,daysModel\r\n2019-04-19,Audio,", csv, StringComparison.Ordinal);
    }

    static (long Sold, long Remaining) Part(JsonElement series, string name) =>
        (series.GetProperty(name).GetProperty("sold").GetInt64(), series.GetProperty(name).GetProperty("remaining").GetInt64());

    static long PriceAt(int hour, int seed) => (1000 * seed) + (50 * hour);

    /// <summary>A sale every hour from 8 to 19 for eight weeks.</summary>
    static IEnumerable<Sale> Hours(string category, int seed, int noise = 1) => Hours(category, seed, LastDay, noise);

    static IEnumerable<Sale> Hours(string category, int seed, DateOnly last, int noise = 1)
    {
        var random = new Random(seed);
        return [.. from back in Enumerable.Range(0, 56)
                from hour in Enumerable.Range(8, 12)
                let day = last.AddDays(-back)
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

using System.Net;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Projections;
using GadgetSales.Projections.Calendar;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Api;

public sealed class ProjectionEndpointTests
{
    static readonly DateOnly LastDay = new(2019, 4, 19);

    [Fact]
    public async Task An_answer_has_series_with_history_forecast_model_and_accuracy_and_says_how_fresh_it_is()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var answer = await AskAsync(host, "groupBy=category&horizon=3&history=2");

        Assert.Equal(
            ["measure", "unit", "grain", "horizon", "asOf", "groupBy", "currency", "series", "totals", "dataThrough", "statistics"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("2019-04-19", "USD"), (answer.GetProperty("asOf").GetString(), answer.GetProperty("currency").GetString()));
        var series = answer.GetProperty("series")[0];
        Assert.Equal("""{"category":"Audio"}""", series.GetProperty("key").GetRawText());
        Assert.Equal(["2019-04-18", "2019-04-19"], Periods(series, "history"));
        Assert.Equal(["2019-04-20", "2019-04-21", "2019-04-22"], Periods(series, "forecast"));
        Assert.NotEmpty(series.GetProperty("model").GetProperty("reason").GetString()!);
        Assert.Equal(["80", "95"], series.GetProperty("accuracy").GetProperty("coverage").EnumerateObject().Select(level => level.Name));
    }

    [Fact]
    public async Task A_week_that_repeats_is_projected_to_repeat()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var series = (await AskAsync(host, "horizon=7")).GetProperty("series")[0];

        long[] expected = [.. Enumerable.Range(1, 7).Select(ahead => PriceOn(LastDay.AddDays(ahead), 1))];
        Assert.Equal(expected, series.GetProperty("forecast").EnumerateArray().Select(point => point.GetProperty("value").GetInt64()));
    }

    [Fact]
    public async Task Nothing_later_than_as_of_is_used()
    {
        var early = Weeks("Audio", 1).Where(sale => sale.BusinessDate <= new DateOnly(2019, 3, 31));
        await using var before = await InsightHost.StartAsync(early);
        await using var after = await InsightHost.StartAsync([.. Weeks("Audio", 1), Sold("late", new(2019, 4, 10), "Audio", 99_999_999)]);
        const string question = "asOf=2019-03-31&groupBy=category&history=5";

        Assert.Equal((await AskAsync(before, question)).GetProperty("series").GetRawText(), (await AskAsync(after, question)).GetProperty("series").GetRawText());
    }

    [Fact]
    public async Task Groups_sum_to_the_total_in_every_period()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), .. Weeks("Cables", 2), .. Weeks("TV", 3)]);

        var answer = await AskAsync(host, "groupBy=category&horizon=14");

        var sums = Enumerable.Range(0, 14).Select(step => answer.GetProperty("series").EnumerateArray().Sum(series => ValueAt(series, step)));
        Assert.Equal(sums, Enumerable.Range(0, 14).Select(step => ValueAt(answer.GetProperty("totals")[0], step)));
    }

    [Fact]
    public async Task Totals_of_what_does_not_add_up_are_those_of_the_sales_themselves()
    {
        // Every sale holds an audio and a cable line: one transaction of two categories, and a basket of both.
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1).Select(sale => sale with
        {
            Lines = [.. sale.Lines, new() { Sku = "b", Category = "Cables", Quantity = 1, UnitPriceMinor = 500 }],
        }));

        var transactions = await AskAsync(host, "measure=transactions&groupBy=category&horizon=2&history=2");
        var baskets = await AskAsync(host, "measure=averageBasket&groupBy=category&horizon=7&history=1");

        Assert.Equal(2, transactions.GetProperty("series").GetArrayLength());
        Assert.All([.. transactions.GetProperty("series").EnumerateArray(), transactions.GetProperty("totals")[0]], series => Assert.Equal(1, series.GetProperty("forecast")[0].GetProperty("value").GetDecimal()));
        Assert.Equal("{}", baskets.GetProperty("totals")[0].GetProperty("key").GetRawText());
        Assert.Equal(
            Enumerable.Range(1, 7).Select(ahead => PriceOn(LastDay.AddDays(ahead), 1) + 500), Enumerable.Range(0, 7).Select(step => ValueAt(baskets.GetProperty("totals")[0], step)));
    }

    [Fact]
    public async Task Totals_of_averages_are_kept_apart_by_currency()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), .. Weeks("TV", 2).Select(sale => sale with { Currency = "EUR" })]);

        var mixed = await AskAsync(host, "measure=averageBasket&groupBy=category,currency&horizon=1");
        var alone = await AskAsync(host, "measure=averageBasket&groupBy=currency&horizon=1");

        Assert.Equal(["EUR", "USD"], mixed.GetProperty("totals").EnumerateArray().Select(total => total.GetProperty("key").GetProperty("currency").GetString()).Order());
        Assert.Equal(alone.GetProperty("series").EnumerateArray().Select(series => ValueAt(series, 0)), alone.GetProperty("totals").EnumerateArray().Select(total => ValueAt(total, 0)));
    }

    [Theory]
    [InlineData("hour", "2019-04-20T00:00")]
    [InlineData("week", "2019-04-15")]
    [InlineData("month", "2019-04-01")]
    [InlineData("quarter", "2019-04-01")]
    [InlineData("year", "2019-01-01")]
    public async Task Every_grain_is_projected_from_the_period_that_runs(string grain, string first)
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        Assert.Equal(first, Periods((await AskAsync(host, "grain=" + grain)).GetProperty("series")[0], "forecast")[0]);
    }

    [Theory]
    [InlineData("revenue")]
    [InlineData("grossRevenue")]
    [InlineData("discount")]
    [InlineData("returns")]
    [InlineData("units")]
    [InlineData("transactions")]
    [InlineData("averageBasket")]
    public async Task Every_measure_is_projected(string measure)
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var point = (await AskAsync(host, $"measure={measure}&groupBy=store")).GetProperty("series")[0].GetProperty("forecast")[0];

        Assert.True(point.GetProperty("value").GetDecimal() >= 0);
        Assert.True(point.GetProperty("intervals")[1].GetProperty("upper").GetDecimal() >= point.GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task A_series_too_short_says_so()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", LastDay.AddDays(-1), "Audio", 100), Sold("2", LastDay, "Audio", 200)]);

        var series = (await AskAsync(host, "")).GetProperty("series")[0];

        Assert.Equal("naive", series.GetProperty("model").GetProperty("name").GetString());
        Assert.Contains("too short", series.GetProperty("model").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, series.GetProperty("accuracy").ValueKind);
    }

    [Fact]
    public async Task Csv_and_ndjson_have_a_row_for_each_series_and_period()
    {
        await using var host = await InsightHost.StartAsync(Weeks("Audio", 1));

        var csv = await (await GetAsync(host.Api.Client, "groupBy=category&horizon=2&history=1&levels=90&format=csv")).Content.ReadAsStringAsync();
        var lines = await (await GetAsync(host.Api.Client, "groupBy=category&horizon=2&levels=90&format=ndjson")).Content.ReadAsStringAsync();

        Assert.Equal("kind,period,category,value,lower90,upper90,model", csv.Split("\r\n")[0]);
        Assert.Equal($"history,2019-04-19,Audio,{PriceOn(LastDay, 1)},,,", csv.Split("\r\n")[1]);
        Assert.Equal(5, csv.Split("\r\n").Length);
        Assert.Equal("2019-04-20", JsonElement.Parse(lines.Split('\n')[0]).GetProperty("period").GetString());
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_named_at_once()
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(
            await GetAsync(host.Api.Client, "measure=revenu&grain=none&horizon=9999&levels=0,80&asOf=2019-04-20&format=xml&measures=units"),
            HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(
            ["asOf", "format", "grain", "horizon", "levels", "measure", "measures"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_currencies_in_one_answer_are_refused_unless_grouped_or_chosen()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), Sold("e", LastDay, "Audio", 5) with { Currency = "EUR" }]);

        var problem = await ProblemAssert.IsAsync(await GetAsync(host.Api.Client, ""), HttpStatusCode.BadRequest, "currency_ambiguous");

        Assert.Equal(2, problem.GetProperty("currencies").GetArrayLength());
        Assert.Equal(2, (await AskAsync(host, "groupBy=category,currency")).GetProperty("totals").GetArrayLength());
        Assert.Equal("USD", (await AskAsync(host, "currency=USD")).GetProperty("currency").GetString());
    }

    [Fact]
    public async Task Too_many_series_are_counted_and_refused()
    {
        var lines = Enumerable.Range(1, 5_001).Select(i => new SaleLine { Sku = $"SKU-{i:D5}", Quantity = 1, UnitPriceMinor = 100 }).Chunk(1_000);
        await using var host = await InsightHost.StartAsync(lines.Select((chunk, i) => Sold($"{i}", LastDay, null, 1) with { Lines = chunk }));

        var problem = await ProblemAssert.IsAsync(await GetAsync(host.Api.Client, "groupBy=sku"), HttpStatusCode.BadRequest, "too_many_series");

        Assert.Contains("5,001", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_for_one_store_gets_projections_of_that_store_only()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), .. Weeks("TV", 2).Select(sale => sale with { StoreId = "NYC" })], withKeys: true);
        using var client = await host.Api.CreateClientWithKeyAsync(["insights:read"], ["LA-01"]);

        var body = JsonElement.Parse(await (await GetAsync(client, "groupBy=store")).Content.ReadAsStringAsync());

        Assert.Equal("""[{"store":"LA-01"}]""", "[" + string.Join(',', body.GetProperty("series").EnumerateArray().Select(series => series.GetProperty("key").GetRawText())) + "]");
        await ProblemAssert.IsAsync(await GetAsync(client, "store=NYC"), HttpStatusCode.Forbidden, "store_forbidden");
    }

    [Fact]
    public async Task Events_change_their_days_closings_are_zero_and_groups_still_sum_to_the_total()
    {
        await using var host = await InsightHost.StartAsync([.. Weeks("Audio", 1), .. Weeks("TV", 2)]);
        const string events = """
            { "events": [ { "name": "Sale", "dates": [ "2019-04-21" ], "effectPercent": 50 }, { "name": "Closed", "date": "2019-04-22", "effectPercent": -100 } ] }
            """;

        var answer = await (await host.Api.Client.PostTextAsync("/v1/projections/sales?groupBy=category&horizon=3", events)).JsonAsync();

        var audio = answer.GetProperty("series").EnumerateArray().Single(series => series.GetProperty("key").GetProperty("category").GetString() == "Audio");
        Assert.Equal([PriceOn(new(2019, 4, 20), 1), PriceOn(new(2019, 4, 21), 1) * 3 / 2, 0], Enumerable.Range(0, 3).Select(step => ValueAt(audio, step)));
        Assert.Equal(0, audio.GetProperty("forecast")[2].GetProperty("intervals")[1].GetProperty("upper").GetInt64());
        Assert.Equal("""["Sale"]""", audio.GetProperty("forecast")[1].GetProperty("events").GetRawText());
        Assert.All([0, 1, 2], step => Assert.Equal(
            ValueAt(answer.GetProperty("totals")[0], step), answer.GetProperty("series").EnumerateArray().Sum(series => ValueAt(series, step))));
    }

    [Fact]
    public async Task Events_that_cannot_be_are_named()
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(
            await host.Api.Client.PostTextAsync("/v1/projections/sales", """{ "events": [ { "name": "", "date": "2019-04-19", "effectPercent": -101 } ] }"""),
            HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["/events/0/dates", "/events/0/effectPercent", "/events/0/name"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        await ProblemAssert.IsAsync(
            await host.Api.Client.PostTextAsync("/v1/projections/sales", """{ "evnets": [] }"""), HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task On_half_a_year_of_real_sales_the_accuracy_agrees_with_a_recomputation()
    {
        var sales = RealSales.Read(SharedFile.Require("data", "gadget_sales_2019_h1.csv.gz"));
        var calendar = new BusinessCalendar(new FakeTimeProvider(new(2019, 7, 1, 12, 0, 0, TimeSpan.Zero)), TimeZoneInfo.Utc);
        await using var host = await InsightHost.StartAsync(sales, services: services => services.AddSingleton(calendar));

        var answer = await AskAsync(host, "asOf=2019-05-31&horizon=14&groupBy=category");

        Assert.Equal(sales.Select(sale => sale.Lines[0].Category).Distinct().Count(), answer.GetProperty("series").GetArrayLength());
        foreach (var series in answer.GetProperty("series").EnumerateArray())
        {
            var category = series.GetProperty("key").GetProperty("category").GetString();
            AssertAccuracy(DailyRevenue(sales.Where(sale => sale.Lines[0].Category == category)), series.GetProperty("accuracy"));
        }
    }

    /// <summary>Recomputes by plain loops what <see cref="BacktestAccuracy"/> says of its own origins.</summary>
    static void AssertAccuracy(double[] values, JsonElement accuracy)
    {
        var calendar = new SeriesCalendar(Grain.Day, new DateTime(2019, 6, 1).AddDays(-values.Length));
        var backtest = Forecaster.Forecast(new(values, [7, 365], 14, [80, 95], !values.Any(value => value < 0)) { Calendar = calendar }, default).Backtest!;
        var (error, naive, inside, count) = (0.0, 0.0, 0, 0);
        foreach (var origin in backtest.Origins)
        {
            for (var i = 0; i < origin.Targets.Count; i++, count++)
            {
                var actual = values[origin.Targets[i]];
                error += Math.Abs(actual - origin.Points[i]);
                naive += Math.Abs(actual - origin.NaivePoints[i]);
                inside += origin.Intervals[1].Lower[i] <= actual && actual <= origin.Intervals[1].Upper[i] ? 1 : 0;
            }
        }

        double[] known = [.. values.Take(backtest.Origins[0].Targets[0])];
        var scale = known.Skip(backtest.NaivePeriod).Select((value, i) => Math.Abs(value - known[i])).Average();
        Assert.Equal(backtest.Origins.Count, accuracy.GetProperty("origins").GetInt32());
        Assert.Equal(error / count / scale, accuracy.GetProperty("mase").GetDouble(), 0.0001);
        Assert.Equal(naive / count / scale, accuracy.GetProperty("seasonalNaiveMase").GetDouble(), 0.0001);
        Assert.Equal((double)inside / count, accuracy.GetProperty("coverage").GetProperty("95").GetDouble(), 0.0001);
    }

    static double[] DailyRevenue(IEnumerable<Sale> sales)
    {
        var byDay = sales.Where(sale => sale.BusinessDate <= new DateOnly(2019, 5, 31)).GroupBy(sale => sale.BusinessDate)
            .ToDictionary(day => day.Key, day => day.Sum(sale => sale.Lines.Sum(line => line.GrossMinor)));
        var first = byDay.Keys.Min();
        return [.. Enumerable.Range(0, new DateOnly(2019, 6, 1).DayNumber - first.DayNumber).Select(i => (double)byDay.GetValueOrDefault(first.AddDays(i)))];
    }

    static long PriceOn(DateOnly day, int seed) => (1000 * seed) + (100 * (int)day.DayOfWeek);

    /// <summary>One sale a day for 20 weeks, the same every week.</summary>
    static IEnumerable<Sale> Weeks(string category, int seed) => Enumerable.Range(0, 140)
        .Select(back => LastDay.AddDays(-back))
        .Select(day => Sold($"{category}:{day:yyyyMMdd}", day, category, PriceOn(day, seed)));

    static Sale Sold(string id, DateOnly day, string? category, long price) => SampleSales.Sale(id) with
    {
        BusinessDate = day,
        SoldAt = new DateTimeOffset(day, new TimeOnly(10, 30), TimeSpan.FromHours(-5)),
        Lines = [new() { Sku = "a", Category = category, Quantity = 1, UnitPriceMinor = price }],
    };

    static string[] Periods(JsonElement series, string list) => [.. series.GetProperty(list).EnumerateArray().Select(point => point.GetProperty("period").GetString()!)];

    static long ValueAt(JsonElement series, int step) => series.GetProperty("forecast")[step].GetProperty("value").GetInt64();

    static Task<HttpResponseMessage> GetAsync(HttpClient client, string parameters) => client.GetAsync("/v1/projections/sales?" + parameters);

    static async Task<JsonElement> AskAsync(InsightHost host, string parameters)
    {
        var response = await GetAsync(host.Api.Client, parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}

using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>What analysts ask beyond sums: comparisons that set like against like, the largest, shares, totals, averages. It is noon on 20 April 2019, a Saturday.</summary>
public sealed class InsightWishesTests
{
    [Fact]
    public async Task A_month_is_not_set_against_the_two_days_of_another_that_lie_as_many_days_before()
    {
        await using var host = await InsightHost.StartAsync([Sold("jan", "2019-01-30", 100), Sold("feb", "2019-02-10", 2000), Sold("mar", "2019-03-10", 2200)]);

        var answer = await host.AskAsync("measures=revenue&grain=month&from=2019-03-01&to=2019-03-30&compare=previous-period");

        Assert.Equal(
            """[{"period":"2019-03-01","revenueMinor":2200,"previousPeriod":"2019-02-01","previousRevenueMinor":2000,"revenueChange":0.1,"complete":false}]""", Rows(answer));
    }

    [Fact]
    public async Task A_week_to_date_is_set_against_the_same_weekdays()
    {
        await using var host = await InsightHost.StartAsync([Sold("mon", "2019-04-15", 300), Sold("last mon", "2019-04-08", 200), Sold("last sun", "2019-04-14", 5000)]);

        var answer = await host.AskAsync("measures=revenue&range=this-week&compare=previous-period");

        Assert.Equal("""{"compare":"previous-period","from":"2019-04-08","to":"2019-04-13","complete":false}""", answer.GetProperty("comparedWith").GetRawText());
        Assert.Equal("""[{"revenueMinor":300,"previousRevenueMinor":200,"revenueChange":0.5}]""", Rows(answer));
    }

    [Theory]
    [InlineData("from=2016-02-29&to=2016-02-29")]
    [InlineData("from=2016-02-29&to=2016-03-02")]
    [InlineData("from=2016-02-28&to=2016-02-29")]
    public async Task A_leap_day_never_brings_a_row_from_outside_the_range(string range)
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2015-02-28", 100), Sold("2", "2015-03-01", 100), Sold("3", "2016-02-29", 100)]);

        foreach (var grain in new[] { "day", "hour" })
        {
            var rows = (await host.AskAsync($"measures=units&grain={grain}&{range}&compare=previous-year")).GetProperty("rows").EnumerateArray().ToList();

            Assert.All(rows, row => Assert.InRange(row.GetProperty("period").GetString()![..10], range[5..15], range[^10..]));
            Assert.Equal(JsonValueKind.Null, rows.Single(row => row.GetProperty("period").GetString()!.StartsWith("2016-02-29", StringComparison.Ordinal)).GetProperty("previousUnits").ValueKind);
        }
    }

    [Fact]
    public async Task A_leap_day_alone_has_nothing_to_be_compared_with()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2015-02-28", 100), Sold("3", "2016-02-29", 100)]);

        var answer = await host.AskAsync("measures=units&from=2016-02-29&to=2016-02-29&compare=previous-year&totals=true");

        Assert.Equal("""[{"units":1,"previousUnits":null,"unitsChange":null}]""", Rows(answer));
        Assert.Equal("""{"compare":"previous-year","from":null,"to":null}""", answer.GetProperty("comparedWith").GetRawText());
    }

    [Fact]
    public async Task Until_now_cuts_both_days_by_each_stores_own_clock()
    {
        // Noon in UTC: 07:00 in Los Angeles' store, whose till says -05:00, and 21:00 in Tokyo's.
        Sale[] sales =
        [
            At("a", "LA-01", "2019-04-20T06:30:00-05:00"), At("b", "LA-01", "2019-04-19T06:59:00-05:00"), At("c", "LA-01", "2019-04-19T07:01:00-05:00"),
            At("d", "TYO", "2019-04-20T20:59:00+09:00"), At("e", "TYO", "2019-04-19T20:59:00+09:00"), At("f", "TYO", "2019-04-19T21:01:00+09:00"),
        ];
        await using var host = await InsightHost.StartAsync(sales);

        var whole = await host.AskAsync("measures=units&range=today&compare=previous-period&groupBy=store");
        var cut = await host.AskAsync("measures=units&range=today&compare=previous-period&groupBy=store&until=now");

        Assert.Equal("""[{"store":"LA-01","units":1,"previousUnits":2,"unitsChange":-0.5},{"store":"TYO","units":1,"previousUnits":2,"unitsChange":-0.5}]""", Rows(whole));
        Assert.False(whole.GetProperty("comparedWith").GetProperty("complete").GetBoolean());
        Assert.Equal("""[{"store":"LA-01","units":1,"previousUnits":1,"unitsChange":0},{"store":"TYO","units":1,"previousUnits":1,"unitsChange":0}]""", Rows(cut));
        Assert.True(cut.GetProperty("comparedWith").GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task A_store_that_was_described_is_cut_by_its_zone_whatever_its_sales_say()
    {
        await using var host = await InsightHost.StartAsync(
            [At("a", "LA-01", "2019-04-20T04:30:00-05:00"), At("b", "LA-01", "2019-04-19T04:59:00-05:00"), At("c", "LA-01", "2019-04-19T05:01:00-05:00")]);
        const string question = "measures=units&range=today&compare=previous-period&until=now";
        var before = Rows(await host.AskAsync(question));

        await StoreEndpointTests.PutAsync(host.Api.Client, "LA-01", """{ "timeZone": "America/Los_Angeles" }""");

        Assert.Equal("""[{"units":1,"previousUnits":2,"unitsChange":-0.5}]""", before);
        Assert.Equal("""[{"units":1,"previousUnits":1,"unitsChange":0}]""", Rows(await host.AskAsync(question)));
    }

    [Fact]
    public async Task Like_for_like_goes_by_when_stores_opened_and_closed_where_somebody_said_so()
    {
        await using var host = await InsightHost.StartAsync(
        [
            At("a", "OLD", "2019-04-01T08:00:00-05:00"), At("b", "OLD", "2019-04-19T08:00:00-05:00"),
            At("c", "QUIET", "2019-04-19T08:00:00-05:00"), At("d", "SHUT", "2019-04-01T08:00:00-05:00"), At("e", "SHUT", "2019-04-19T08:00:00-05:00"),
            At("f", "MOVED", "2019-04-01T08:00:00-05:00"), At("g", "MOVED", "2019-04-19T08:00:00-05:00"),
        ]);
        await StoreEndpointTests.PutAsync(host.Api.Client, "QUIET", """{ "openedOn": "2019-01-01" }""");
        await StoreEndpointTests.PutAsync(host.Api.Client, "SHUT", """{ "closedOn": "2019-04-18" }""");
        await StoreEndpointTests.PutAsync(host.Api.Client, "MOVED", """{ "openedOn": "2019-04-10" }""");

        var answer = await host.AskAsync("measures=units&from=2019-04-19&to=2019-04-19&compare=2019-04-01..2019-04-01&groupBy=store&likeForLike=true");

        Assert.Equal(["OLD", "QUIET"], answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("store").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_till_that_sends_utc_does_not_move_its_stores_clock()
    {
        await using var host = await InsightHost.StartAsync(
            [At("a", "LA-01", "2019-04-19T06:00:00-05:00"), At("b", "LA-01", "2019-04-19T08:00:00-05:00"), At("z", "LA-01", "2019-04-20T11:00:00Z")]);

        var cut = await host.AskAsync("measures=units&range=today&compare=previous-period&until=now");

        Assert.Equal("""[{"units":1,"previousUnits":1,"unitsChange":0}]""", Rows(cut));
    }

    [Fact]
    public async Task A_period_is_complete_when_it_lies_in_the_range_and_is_over_at_every_store_asked()
    {
        // Noon in UTC is an hour into the 21st at +13:00.
        await using var host = await InsightHost.StartAsync([At("a", "AKL", "2019-04-20T23:00:00+13:00"), At("b", "LA-01", "2019-04-19T23:00:00-05:00")]);

        Assert.Equal("true true", await CompleteAsync("grain=day&store=AKL&range=last-7-days&fill=zero", 2));
        Assert.Equal("true false", await CompleteAsync("grain=day&range=last-7-days&fill=zero", 2));
        Assert.Equal("false false", await CompleteAsync("grain=week&from=2019-04-09&to=2019-04-20&fill=zero", 2));
        Assert.Equal("true false", await CompleteAsync("grain=week&from=2019-04-08&to=2019-04-20&fill=zero", 2));

        async Task<string> CompleteAsync(string question, int last) => string.Join(' ',
            (await host.AskAsync("measures=units&" + question)).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("complete").GetRawText()).TakeLast(last));
    }

    [Fact]
    public async Task The_largest_groups_come_with_the_others_as_one()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2019-04-01", 500, "A"), Sold("2", "2019-04-01", 300, "B"), Sold("3", "2019-04-02", 200, "C"), Sold("4", "2019-04-02", 100, category: null)]);

        const string question = "measures=revenue,transactions&groupBy=category&from=2019-04-01&to=2019-04-02";
        Assert.Equal(
            """[{"category":"A","others":false,"revenueMinor":500,"transactions":1},{"category":"B","others":false,"revenueMinor":300,"transactions":1},{"category":null,"others":true,"revenueMinor":300,"transactions":2}]""",
            Rows(await host.AskAsync($"{question}&top=2&others=true")));
        Assert.Equal("""[{"category":"A","revenueMinor":500,"transactions":1}]""", Rows(await host.AskAsync($"{question}&top=1")));
        Assert.Equal(2, (await host.AskAsync($"{question}&top=4&others=true&category!=A&category!=B")).GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Shares_and_totals_are_of_everything_also_beyond_the_limit()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2019-04-01", 300, "A"), Sold("2", "2019-04-01", 100, "B")]);

        var answer = await host.AskAsync("measures=revenue,averageBasket&groupBy=category&from=2019-04-01&to=2019-04-01&share=true&totals=true&limit=1");

        Assert.Equal("""[{"category":"A","revenueMinor":300,"averageBasketMinor":300,"revenueShare":0.75}]""", Rows(answer));
        Assert.Equal("""[{"revenueMinor":400,"averageBasketMinor":200}]""", answer.GetProperty("totals").GetRawText());
        Assert.True(answer.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Days_without_sales_are_rows_of_zeros_and_count_in_an_average()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2019-04-15", 100), Sold("2", "2019-04-15", 101), Sold("3", "2019-04-20", 5000)]);

        var filled = await host.AskAsync("measures=revenue,averageBasket&grain=day&from=2019-04-14&to=2019-04-16&fill=zero");
        var average = await host.AskAsync("measures=revenue,units&range=last-7-days&average=day");
        var mondays = await host.AskAsync("measures=units&groupBy=weekday&from=2019-04-01&to=2019-04-15&average=day");

        Assert.Equal([0, 201, 0], filled.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("revenueMinor").GetInt64()));
        // From the 14th to the 19th: the 20th still runs.
        Assert.Equal("""[{"revenueMinor":34,"units":0.333}]""", Rows(average));
        Assert.Equal(("2019-04-19", "day"), (average.GetProperty("to").GetString(), average.GetProperty("average").GetString()));
        Assert.Equal("""[{"weekday":1,"units":0.667}]""", Rows(mondays));
    }

    [Fact]
    public async Task Dates_of_ones_own_are_compared_first_over_first()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", "2019-04-02", 100), Sold("2", "2018-11-24", 50)]);

        var answer = await host.AskAsync("measures=revenue&grain=day&from=2019-04-01&to=2019-04-03&compare=2018-11-23..2018-11-24");

        Assert.Equal(
            """[{"period":"2019-04-02","revenueMinor":100,"previousPeriod":"2018-11-24","previousRevenueMinor":50,"revenueChange":1,"complete":true}]""", Rows(answer));
        Assert.Equal("2018-11-23..2018-11-24", answer.GetProperty("comparedWith").GetProperty("compare").GetString());
    }

    [Fact]
    public async Task A_store_that_opened_later_is_left_out_of_like_for_like()
    {
        await using var host = await InsightHost.StartAsync(
            [Sold("1", "2019-03-01", 100), Sold("2", "2019-04-01", 100), Sold("3", "2019-03-15", 700) with { StoreId = "NEW" }, Sold("4", "2019-04-15", 700) with { StoreId = "NEW" }]);

        const string question = "measures=revenue&from=2019-04-01&to=2019-04-19&compare=2019-03-01..2019-03-19";
        Assert.Equal("""[{"revenueMinor":800,"previousRevenueMinor":800,"revenueChange":0}]""", Rows(await host.AskAsync(question)));
        Assert.Equal("""[{"revenueMinor":100,"previousRevenueMinor":100,"revenueChange":0}]""", Rows(await host.AskAsync(question + "&likeForLike=true")));
    }

    [Fact]
    public async Task An_article_goes_by_its_latest_name()
    {
        await using var host = await InsightHost.StartAsync(
            [Named("1", "2019-04-01", "a", "Cable"), Named("2", "2019-04-02", "a", "USB cable"), Named("3", "2019-04-02", "b", null), Named("4", "2019-04-03", "c", "USB cable")]);

        const string question = "measures=units&from=2019-04-01&to=2019-04-03";
        Assert.Equal("""[{"product":"USB cable","units":3},{"product":null,"units":1}]""", Rows(await host.AskAsync(question + "&groupBy=product")));
        Assert.Equal("""[{"units":3}]""", Rows(await host.AskAsync(question + "&product=USB cable")));
        Assert.Equal(
            """[{"sku":"a","skuLabel":"USB cable","units":2},{"sku":"b","skuLabel":null,"units":1},{"sku":"c","skuLabel":"USB cable","units":1}]""",
            Rows(await host.AskAsync(question + "&groupBy=sku&labels=true")));

        static Sale Named(string id, string day, string sku, string? name) => Sold(id, day, 100) with { Lines = [new() { Sku = sku, Name = name, Quantity = 1, UnitPriceMinor = 100 }] };
    }

    [Theory]
    [InlineData("labels", "labels=true&groupBy=store")]
    [InlineData("others", "others=true")]
    [InlineData("top", "top=3")]
    [InlineData("top", "top=101&groupBy=store")]
    [InlineData("share", "share=true&measures=averageBasket")]
    [InlineData("share", "share=yes")]
    [InlineData("fill", "fill=zero")]
    [InlineData("fill", "fill=null&grain=day")]
    [InlineData("likeForLike", "likeForLike=true")]
    [InlineData("until", "until=now")]
    [InlineData("until", "until=now&compare=previous-year&range=yesterday")]
    [InlineData("compare", "compare=same-weekdays-last-week&range=last-14-days")]
    [InlineData("compare", "compare=2019-02-01..2019-01-01")]
    [InlineData("compare", "compare=2019-02-01..2019-02-30")]
    [InlineData("weekday", "weekday=8")]
    [InlineData("hourOfDay!", "hourOfDay!=24")]
    [InlineData("type", "type=refund")]
    [InlineData("store!", "store!=")]
    public async Task What_cannot_be_asked_is_named(string parameter, string question)
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(await host.GetAsync(question), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    static string Rows(JsonElement answer) => answer.GetProperty("rows").GetRawText();

    static Sale At(string id, string store, string soldAt) => SampleSales.Sale(id) with
    {
        StoreId = store,
        SoldAt = DateTimeOffset.Parse(soldAt, System.Globalization.CultureInfo.InvariantCulture),
        BusinessDate = DateOnly.ParseExact(soldAt[..10], "yyyy-MM-dd"),
        Lines = [new() { Sku = "a", Quantity = 1, UnitPriceMinor = 100 }],
    };

    static Sale Sold(string id, string day, long price, string? category = "Cables") => At(id, "LA-01", day + "T10:00:00-05:00") with
    {
        Lines = [new() { Sku = "a", Category = category, Quantity = 1, UnitPriceMinor = price }],
    };
}

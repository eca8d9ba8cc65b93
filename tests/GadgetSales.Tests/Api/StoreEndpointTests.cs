using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class StoreEndpointTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_store_is_known_from_its_first_sale_with_its_tills_and_when_they_were_last_heard_of()
    {
        await PostAsync(Sale("A:1", "2019-04-19T08:46:00-05:00", sale => sale["registerId"] = "R1"));
        await PostAsync(Sale("A:2", "2019-04-19T09:46:00-05:00", sale => sale["registerId"] = "R2"));
        await PostAsync(Sale("A:3", "2019-04-20T10:00:00Z", sale => sale["registerId"] = "R2"));

        var store = await KnownAsync("LA-01", registers: 2);

        Assert.False(store.GetProperty("described").GetBoolean());
        Assert.Equal(("-05:00", "2019-04-19"), (store.GetProperty("utcOffset").GetString(), store.GetProperty("firstSoldOn").GetString()));
        Assert.Equal(["R1", "R2"], store.GetProperty("registers").EnumerateArray().Select(register => register.GetProperty("registerId").GetString()));
        Assert.Equal(["2019-04-19T13:46:00Z", "2019-04-20T10:00:00Z"], store.GetProperty("registers").EnumerateArray().Select(register => register.GetProperty("lastSoldAt").GetString()));
        Assert.All(store.GetProperty("registers").EnumerateArray(), register => Assert.True(register.GetProperty("lastRecordedAt").GetDateTimeOffset().Year > 2019));
    }

    [Fact]
    public async Task A_store_that_was_described_is_known_before_it_sells_and_after_a_restart()
    {
        using var folder = new TempDirectory();
        await using (var first = ApiHost.StartIn(folder.Path))
        {
            var put = await PutAsync(first.Client, "LA-01", """{ "name": "Grand Avenue", "timeZone": "America/Los_Angeles", "dayStartsAt": "04:00", "currency": "USD", "openedOn": "2019-01-02", "group": "West" }""");
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        await using var second = ApiHost.StartIn(folder.Path);
        var store = await (await second.Client.GetAsync("/v1/stores/LA-01", Stop)).JsonAsync();

        Assert.Equal(("Grand Avenue", "America/Los_Angeles", "04:00", "West"), (Text(store, "name"), Text(store, "timeZone"), Text(store, "dayStartsAt"), Text(store, "group")));
        Assert.Equal(JsonValueKind.Null, store.GetProperty("firstSoldOn").ValueKind);
        Assert.Equal(["LA-01"], (await (await second.Client.GetAsync("/v1/stores", Stop)).JsonAsync()).GetProperty("stores").EnumerateArray().Select(each => Text(each, "storeId")));
    }

    [Fact]
    public async Task A_store_nobody_knows_is_not_found_and_parameters_are_refused()
    {
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/stores/nowhere", Stop), HttpStatusCode.NotFound, "store_not_found");
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/stores?storeId=LA-01", Stop), HttpStatusCode.BadRequest, "validation_failed");
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/stores/nowhere?full=1", Stop), HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_description_is_named()
    {
        var problem = await ProblemAssert.IsAsync(
            await PutAsync(_host.Client, "LA-01", """{ "storeId": "LA-02", "timeZone": "Pacific Standard Time", "dayStartsAt": "4:00", "currency": "usd", "openedOn": "2020-01-01", "closedOn": "2019-01-01", "nmae": "x" }"""),
            HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["/nmae", "/storeId", "/timeZone", "/dayStartsAt", "/currency", "/closedOn"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains("did you mean name", problem.GetProperty("errors").GetProperty("/nmae")[0].GetString(), StringComparison.Ordinal);
        await ProblemAssert.IsAsync(await PutAsync(_host.Client, "LA-01", "[]"), HttpStatusCode.BadRequest, "malformed_json");
    }

    [Fact]
    public async Task A_time_in_Z_becomes_the_wall_clock_of_the_zone_that_was_put()
    {
        await PutAsync(_host.Client, "LA-01", """{ "timeZone": "America/Los_Angeles" }""");

        var summer = await PostAsync(Sale("A:1", "2019-07-20T03:30:00Z"));
        var winter = await PostAsync(Sale("A:2", "2019-01-20T03:30:00Z"));

        Assert.Equal(("2019-07-19T20:30:00-07:00", "2019-07-19"), (Text(summer, "soldAt"), Text(summer, "businessDate")));
        Assert.Equal(("2019-01-19T19:30:00-08:00", "2019-01-19"), (Text(winter, "soldAt"), Text(winter, "businessDate")));
    }

    [Fact]
    public async Task A_time_with_an_offset_and_a_business_date_stay_as_they_were_sent()
    {
        await PutAsync(_host.Client, "LA-01", """{ "timeZone": "America/Los_Angeles", "dayStartsAt": "04:00" }""");

        var sale = await PostAsync(Sale("A:1", "2019-04-19T02:30:00-05:00", given => given["businessDate"] = "2019-04-19"));

        Assert.Equal(("2019-04-19T02:30:00-05:00", "2019-04-19"), (Text(sale, "soldAt"), Text(sale, "businessDate")));
    }

    [Theory]
    [InlineData("2019-04-20T03:59:59-05:00", "2019-04-19")]
    [InlineData("2019-04-20T04:00:00-05:00", "2019-04-20")]
    [InlineData("2019-04-20T23:59:59-05:00", "2019-04-20")]
    public async Task A_sale_without_business_date_counts_for_the_day_that_began_last(string soldAt, string businessDate)
    {
        await PutAsync(_host.Client, "LA-01", """{ "dayStartsAt": "04:00" }""");

        Assert.Equal(businessDate, Text(await PostAsync(Sale("A:1", soldAt)), "businessDate"));
    }

    [Fact]
    public async Task What_was_recorded_before_a_store_was_described_replays_afterwards()
    {
        var (zulu, undated) = (Sale("A:1", "2019-04-20T03:30:00Z"), Sale("A:2", "2019-04-20T02:30:00-05:00"));
        var before = (await PostAsync(zulu), await PostAsync(undated));
        await PutAsync(_host.Client, "LA-01", """{ "timeZone": "America/Los_Angeles", "dayStartsAt": "04:00" }""");

        var after = (await PostAsync(zulu, HttpStatusCode.OK), await PostAsync(undated, HttpStatusCode.OK));

        Assert.Equal((before.Item1.GetRawText(), before.Item2.GetRawText()), (after.Item1.GetRawText(), after.Item2.GetRawText()));
        await PostAsync(Sale("A:1", "2019-04-20T03:31:00Z"), HttpStatusCode.Conflict);
        await PostAsync(Sale("A:2", "2019-04-20T02:30:00-05:00", sale => sale["businessDate"] = "2019-04-18"), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_store_whose_name_holds_a_slash_is_described_and_found()
    {
        Assert.Equal("a/b", Text(await (await PutAsync(_host.Client, "a%2Fb", """{ "name": "x" }""")).JsonAsync(), "storeId"));
        Assert.Equal("a/b", Text(await (await _host.Client.GetAsync("/v1/stores/a%2Fb", Stop)).JsonAsync(), "storeId"));
    }

    internal static async Task<HttpResponseMessage> PutAsync(HttpClient client, string storeId, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PutAsync("/v1/stores/" + storeId, content, Stop);
    }

    static string Sale(string saleId, string soldAt, Action<JsonObject>? change = null) => SaleText.With(sale =>
    {
        (sale["saleId"], sale["soldAt"]) = (saleId, soldAt);
        sale.Remove("businessDate");
        change?.Invoke(sale);
    });

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    async Task<JsonElement> PostAsync(string sale, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var response = await _host.Client.PostSaleAsync(sale);
        var answer = await response.JsonAsync();
        Assert.True(expected == response.StatusCode, answer.ToString());
        return answer;
    }

    async Task<JsonElement> KnownAsync(string storeId, int registers)
    {
        await Eventually.TrueAsync(
            async () => (await (await _host.Client.GetAsync("/v1/pipeline", Stop)).JsonAsync()).GetProperty("pending").GetInt64() == 0, "the sales are in the lake");
        var store = await (await _host.Client.GetAsync("/v1/stores/" + storeId, Stop)).JsonAsync();
        Assert.Equal(registers, store.GetProperty("registers").GetArrayLength());
        return store;
    }
}

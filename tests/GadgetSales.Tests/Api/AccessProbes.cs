using System.Net;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>For each endpoint that keeps stores apart itself: what a key of <see cref="OwnStore"/> gets of <see cref="ForeignStore"/>.</summary>
static class AccessProbes
{
    public const string OwnStore = "OWN-1";
    public const string ForeignStore = "FOREIGN-1";

    const string OwnSale = "own-sale";
    const string ForeignSale = "foreign-sale";

    public static readonly IReadOnlyDictionary<string, Func<HttpClient, Task>> All = new Dictionary<string, Func<HttpClient, Task>>
    {
        ["POST /v1/sales"] = async client =>
        {
            Assert.Equal(HttpStatusCode.OK, (await client.PostSaleAsync(SaleOf(OwnSale, OwnStore))).StatusCode);
            var problem = await ProblemAssert.IsAsync(await client.PostSaleAsync(SaleOf("new-sale", ForeignStore)), HttpStatusCode.Forbidden, "store_forbidden");
            Assert.True(problem.GetProperty("errors").TryGetProperty("/storeId", out _));
        },
        ["POST /v1/sales/batch"] = async client =>
        {
            var results = (await (await client.PostBatchAsync(SaleOf(OwnSale, OwnStore), SaleOf("new-sale", ForeignStore))).JsonAsync()).GetProperty("results");
            Assert.Equal("replayed", results[0].GetProperty("status").GetString());
            Assert.Equal("store_forbidden", results[1].GetProperty("problem").GetProperty("code").GetString());
        },
        ["GET /v1/sales/{saleId}"] = async client =>
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/sales/" + OwnSale)).StatusCode);
            await ProblemAssert.IsAsync(await client.GetAsync("/v1/sales/" + ForeignSale), HttpStatusCode.NotFound, "sale_not_found");
        },
        ["GET /v1/stores"] = async client =>
        {
            await Eventually.TrueAsync(async () => (await StoresAsync(client)).Count > 0, "the sales are in the lake");
            Assert.Equal([OwnStore], await StoresAsync(client));
        },
        ["GET /v1/reconciliation"] = client => IsKeptApartAsync(client, "/v1/reconciliation"),
        ["GET /v1/reconciliation/z-reports"] = client => IsKeptApartAsync(client, "/v1/reconciliation/z-reports"),
        ["POST /v1/reconciliation/z-reports"] = async client =>
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PostTextAsync("/v1/reconciliation/z-reports", ZReportOf(OwnStore))).StatusCode);
            await ProblemAssert.IsAsync(await client.PostTextAsync("/v1/reconciliation/z-reports", ZReportOf(ForeignStore)), HttpStatusCode.Forbidden, "store_forbidden");
        },
        ["POST /v1/reconciliation/explanations"] = async client =>
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PostTextAsync("/v1/reconciliation/explanations", ExplanationOf(OwnStore))).StatusCode);
            await ProblemAssert.IsAsync(await client.PostTextAsync("/v1/reconciliation/explanations", ExplanationOf(ForeignStore)), HttpStatusCode.Forbidden, "store_forbidden");
        },
        ["GET /v1/sales/{saleId}/trace"] = async client =>
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/v1/sales/{OwnSale}/trace")).StatusCode);
            await ProblemAssert.IsAsync(await client.GetAsync($"/v1/sales/{ForeignSale}/trace"), HttpStatusCode.NotFound, "sale_not_found");
        },
        ["GET /v1/insights/sales"] = client => IsFilteredAsync(client, "/v1/insights/sales"),
        ["GET /v1/projections/sales"] = client => IsFilteredAsync(client, "/v1/projections/sales"),
        ["POST /v1/projections/sales"] = async client =>
        {
            const string closed = """{ "events": [ { "name": "closed", "date": "2019-05-01", "effectPercent": -100 } ] }""";
            var answer = await client.PostTextAsync("/v1/projections/sales?groupBy=store&asOf=2019-04-30&from=2019-01-01", closed);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(ForeignStore, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await ProblemAssert.IsAsync(await client.PostTextAsync("/v1/projections/sales?asOf=2019-04-30&store=" + ForeignStore, closed), HttpStatusCode.Forbidden, "store_forbidden");
        },
        ["GET /v1/projections/current"] = client => IsFilteredAsync(client, "/v1/projections/current", from: ""),
        ["GET /v1/catalog"] = async client =>
        {
            await InLakeAsync(client);
            var partitions = (await (await client.GetAsync("/v1/catalog")).JsonAsync()).GetProperty("tables")[0].GetProperty("partitions");
            Assert.Equal(1, partitions.GetProperty("rows").GetInt64());
        },
    };

    public static async Task RecordSalesAsync(HttpClient admin)
    {
        var answer = await (await admin.PostBatchAsync(SaleOf(OwnSale, OwnStore), SaleOf(ForeignSale, ForeignStore))).JsonAsync();
        Assert.Equal(2, answer.GetProperty("recorded").GetInt32());
    }

    static async Task IsKeptApartAsync(HttpClient client, string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{path}?store={OwnStore}&from=2019-04-19&to=2019-04-19")).StatusCode);
        await ProblemAssert.IsAsync(await client.GetAsync($"{path}?store={ForeignStore}&from=2019-04-19&to=2019-04-19"), HttpStatusCode.Forbidden, "store_forbidden");
    }

    static string ZReportOf(string storeId) =>
        $$"""{ "zReportId": "Z:{{storeId}}", "storeId": "{{storeId}}", "businessDate": "2019-04-19", "currency": "USD", "totalMinor": 0 }""";

    static string ExplanationOf(string storeId) =>
        $$"""{ "storeId": "{{storeId}}", "businessDate": "2019-04-19", "firstReceipt": 1, "lastReceipt": 2, "reason": "tests" }""";

    static async Task<List<string?>> StoresAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/v1/stores")).JsonAsync()).GetProperty("stores").EnumerateArray().Select(store => store.GetProperty("storeId").GetString())];

    /// <summary>An answer from the lake leaves the other store out, and refuses to answer about it by name.</summary>
    static async Task IsFilteredAsync(HttpClient client, string path, string from = "&from=2019-01-01")
    {
        await InLakeAsync(client);
        var answer = await client.GetAsync($"{path}?groupBy=store{from}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(ForeignStore, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ProblemAssert.IsAsync(await client.GetAsync($"{path}?store={ForeignStore}"), HttpStatusCode.Forbidden, "store_forbidden");
    }

    static Task InLakeAsync(HttpClient client) => Eventually.TrueAsync(
        async () => (await (await client.GetAsync("/v1/pipeline")).JsonAsync()).GetProperty("pending").GetInt64() == 0, "the sales are in the lake");

    public static string SaleOf(string saleId, string storeId) => SaleText.With(sale => (sale["saleId"], sale["storeId"]) = (saleId, storeId));
}

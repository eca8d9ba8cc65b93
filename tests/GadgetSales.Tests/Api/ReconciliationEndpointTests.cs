using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class ReconciliationEndpointTests : IAsyncLifetime
{
    const string Day = "store=LA-01&from=2019-04-19&to=2019-04-19";
    const string ZReports = "/v1/reconciliation/z-reports";
    const string Explanations = "/v1/reconciliation/explanations";

    readonly ApiHost _host = ApiHost.Start();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Gaps_repeats_and_late_arrivals_of_a_store_are_reported_with_their_ranges()
    {
        await PostAsync(Receipt(1), Receipt(2), Receipt(6), Receipt(6, id: "A:6b"));

        var answer = await ReconcileAsync(Day);

        var gap = Assert.Single(answer.GetProperty("gaps").EnumerateArray());
        Assert.Equal(("R2", 3, 5, "A:2", "A:6"), (Text(gap, "registerId"), gap.GetProperty("firstMissing").GetInt32(), gap.GetProperty("lastMissing").GetInt32(), Text(gap, "afterSaleId"), Text(gap, "beforeSaleId")));
        Assert.Equal(JsonValueKind.Null, gap.GetProperty("explanation").ValueKind);
        Assert.Equal(["A:6", "A:6b"], answer.GetProperty("repeats")[0].GetProperty("saleIds").EnumerateArray().Select(id => id.GetString()));
        var counts = answer.GetProperty("counts");
        Assert.Equal((3, 3, 4, 4), (counts.GetProperty("missingReceipts").GetInt32(), counts.GetProperty("unexplained").GetInt32(), counts.GetProperty("lateArrivals").GetInt32(), counts.GetProperty("yearsAway").GetInt32()));
    }

    [Fact]
    public async Task A_gap_between_two_days_is_found_when_the_second_is_asked_about_and_one_within_the_day_before_is_not()
    {
        await PostAsync(Receipt(1, date: "2019-04-18"), Receipt(3, date: "2019-04-18"), Receipt(6), Receipt(7));

        var gap = Assert.Single((await ReconcileAsync(Day)).GetProperty("gaps").EnumerateArray());

        Assert.Equal((4, 5), (gap.GetProperty("firstMissing").GetInt32(), gap.GetProperty("lastMissing").GetInt32()));
    }

    [Fact]
    public async Task An_explained_gap_stays_explained_with_who_when_and_why()
    {
        await PostAsync(Receipt(1), Receipt(5));
        const string body = """{ "storeId": "LA-01", "registerId": "R2", "businessDate": "2019-04-19", "firstReceipt": 2, "lastReceipt": 4, "reason": "The roll was torn" }""";

        var first = await _host.Client.PostTextAsync(Explanations, body);
        var again = await _host.Client.PostTextAsync(Explanations, body);
        await PostAsync(Receipt(3));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await again.Content.ReadAsStringAsync(Stop));
        var answer = await ReconcileAsync(Day);
        Assert.Equal(2, answer.GetProperty("gaps").GetArrayLength());
        Assert.All(answer.GetProperty("gaps").EnumerateArray(), gap => Assert.Equal(("The roll was torn", "open"), (Text(gap.GetProperty("explanation"), "reason"), Text(gap.GetProperty("explanation"), "by"))));
        Assert.Equal(0, answer.GetProperty("counts").GetProperty("unexplained").GetInt32());
    }

    [Fact]
    public async Task Returns_above_what_was_sold_and_voids_after_returns_are_recorded_and_reported()
    {
        await PostAsync(Receipt(1), Return("A:2", "A:1", 2), Return("A:3", "A:1", 1), Void("A:4", "A:1"));

        var answer = await ReconcileAsync(Day);

        var over = Assert.Single(answer.GetProperty("overReturns").EnumerateArray());
        Assert.Equal(("A:1", "USB-C-CABLE", 2, 3), (Text(over, "originalSaleId"), Text(over, "sku"), over.GetProperty("sold").GetInt32(), over.GetProperty("returned").GetInt32()));
        Assert.Equal("A:4", Text(Assert.Single(answer.GetProperty("voidsAfterReturns").EnumerateArray()), "saleId"));
    }

    [Fact]
    public async Task A_return_that_was_voided_does_not_count_against_its_sale()
    {
        await PostAsync(Receipt(1), Return("A:2", "A:1", 2), Void("A:3", "A:2"), Return("A:4", "A:1", 2));

        Assert.Empty((await ReconcileAsync(Day)).GetProperty("overReturns").EnumerateArray());
    }

    [Theory]
    [InlineData("", "store")]
    [InlineData("?store=LA-01&from=2019-04-20&to=2019-04-19", "from")]
    [InlineData("?store=LA-01&from=2019-01-01&to=2019-04-19", "from")]
    [InlineData("?store=LA-01&to=tomorrow", "to")]
    [InlineData("?store=LA-01&store=NY-02", "store")]
    [InlineData("?store=LA-01&register=R2", "register")]
    public async Task A_question_that_cannot_be_answered_names_its_parameter(string question, string parameter)
    {
        foreach (var path in new[] { "/v1/reconciliation", ZReports })
        {
            var problem = await ProblemAssert.IsAsync(await _host.Client.GetAsync(path + question, Stop), HttpStatusCode.BadRequest, "validation_failed");
            Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _), problem.ToString());
        }
    }

    [Fact]
    public async Task A_z_report_is_recorded_once_and_other_content_under_its_id_is_a_conflict()
    {
        var first = await _host.Client.PostTextAsync(ZReports, ZReport());
        var again = await _host.Client.PostTextAsync(ZReports, ZReport());
        var other = await _host.Client.PostTextAsync(ZReports, ZReport(report => report["totalMinor"] = 1));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await again.Content.ReadAsStringAsync(Stop));
        var conflict = await ProblemAssert.IsAsync(other, HttpStatusCode.Conflict, "z_report_conflict");
        Assert.Equal(["/totalMinor"], conflict.GetProperty("differences").EnumerateArray().Select(pointer => pointer.GetString()));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_z_report_is_named()
    {
        var problem = await ProblemAssert.IsAsync(
            await _host.Client.PostTextAsync(ZReports, """{ "zReportId": "#1", "storeId": "LA-01", "currency": "usd", "totalMinor": "5", "firstReceipt": 9, "lastReceipt": 1, "payments": [ { "method": "gold", "amountMinor": 1 } ], "total": 5 }"""),
            HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(
            ["/businessDate", "/currency", "/lastReceipt", "/payments/0/method", "/registerId", "/total", "/totalMinor", "/zReportId"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_z_report_that_agrees_with_ledger_and_lake_says_so()
    {
        await PostAsync(Receipt(1), Receipt(2), Return("A:3", "A:1", 1));
        await _host.Client.PostTextAsync(ZReports, ZReport(report => (report["totalMinor"], report["transactions"], report["firstReceipt"], report["lastReceipt"]) = (3 * 1195, 2, 1, 2)));

        var report = await ComparedAsync();

        Assert.True(report.GetProperty("agrees").GetBoolean(), report.ToString());
        Assert.Equal((0, 3 * 1195, 3 * 1195), (report.GetProperty("differenceMinor").GetInt32(), report.GetProperty("ledgerTotalMinor").GetInt32(), report.GetProperty("lakeTotalMinor").GetInt32()));
    }

    [Fact]
    public async Task A_z_report_that_differs_names_the_receipts_that_are_missing_and_those_it_does_not_know()
    {
        await PostAsync(Receipt(1), Receipt(2), Receipt(5));
        await _host.Client.PostTextAsync(ZReports, ZReport(report => (report["totalMinor"], report["firstReceipt"], report["lastReceipt"]) = (4 * 2390, 1, 4)));

        var report = await ComparedAsync();

        Assert.False(report.GetProperty("agrees").GetBoolean());
        Assert.Equal(-2390, report.GetProperty("differenceMinor").GetInt32());
        var missing = Assert.Single(report.GetProperty("missingReceipts").EnumerateArray());
        Assert.Equal((3, 4), (missing.GetProperty("first").GetInt32(), missing.GetProperty("last").GetInt32()));
        Assert.Equal(["A:5"], report.GetProperty("outsideSaleIds").EnumerateArray().Select(id => id.GetString()));
    }

    [Fact]
    public async Task A_sale_shows_what_voided_it_and_what_came_back()
    {
        await PostAsync(Receipt(1), Receipt(2), Return("A:3", "A:1", 1), Void("A:4", "A:1"));

        var sale = await (await _host.Client.GetAsync("/v1/sales/A:1", Stop)).JsonAsync();
        var other = await (await _host.Client.GetAsync("/v1/sales/A:2", Stop)).JsonAsync();

        Assert.Equal(("A:4", "A:3"), (Text(sale, "voidedBy"), sale.GetProperty("returns")[0].GetString()));
        Assert.False(other.TryGetProperty("voidedBy", out _) || other.TryGetProperty("returns", out _));
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/sales/A:1?full=1", Stop), HttpStatusCode.BadRequest, "validation_failed");
    }

    [Fact]
    public async Task A_trace_tells_when_a_sale_was_recorded_and_what_the_lake_holds_of_it()
    {
        await PostAsync(Receipt(1), Return("A:2", "A:1", 1));
        await FedAsync();

        var trace = await (await _host.Client.GetAsync("/v1/sales/A:1/trace", Stop)).JsonAsync();

        Assert.True(trace.GetProperty("fed").GetBoolean());
        Assert.Equal((1, 2390), (trace.GetProperty("inLake").GetProperty("rows").GetInt32(), trace.GetProperty("inLake").GetProperty("amountMinor").GetInt32()));
        Assert.Equal("A:2", trace.GetProperty("returns")[0].GetString());
        Assert.True(trace.GetProperty("recordedAt").GetDateTimeOffset() <= trace.GetProperty("dataThrough").GetDateTimeOffset());
        await ProblemAssert.IsAsync(await _host.Client.GetAsync("/v1/sales/unknown/trace", Stop), HttpStatusCode.NotFound, "sale_not_found");
    }

    static string Receipt(int number, string? id = null, string date = "2019-04-19") => SaleText.With(sale =>
        (sale["saleId"], sale["receiptNumber"], sale["businessDate"], sale["soldAt"]) = (id ?? $"A:{number}", number, date, $"{date}T08:{number:00}:00-05:00"));

    static string Return(string saleId, string original, int quantity) => SaleText.With(sale =>
    {
        (sale["saleId"], sale["type"], sale["originalSaleId"]) = (saleId, "return", original);
        sale["lines"]![0]!["quantity"] = quantity;
        sale.Remove("receiptNumber");
    });

    static string Void(string saleId, string original) => SaleText.With(sale =>
    {
        (sale["saleId"], sale["type"], sale["originalSaleId"]) = (saleId, "void", original);
        sale.Remove("receiptNumber");
        sale.Remove("lines");
    });

    static string ZReport(Action<JsonObject>? change = null)
    {
        var report = JsonNode.Parse("""{ "zReportId": "Z:1", "storeId": "LA-01", "registerId": "R2", "businessDate": "2019-04-19", "currency": "USD", "totalMinor": 0, "payments": [ { "method": "card", "amountMinor": 0 } ] }""")!.AsObject();
        change?.Invoke(report);
        return report.ToJsonString();
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    async Task PostAsync(params string[] sales)
    {
        var answer = await (await _host.Client.PostBatchAsync(sales)).JsonAsync();
        Assert.True(answer.GetProperty("recorded").GetInt32() == sales.Length, answer.ToString());
    }

    async Task<JsonElement> ReconcileAsync(string question)
    {
        var response = await _host.Client.GetAsync("/v1/reconciliation?" + question, Stop);
        var answer = await response.JsonAsync();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    Task FedAsync() => Eventually.TrueAsync(
        async () => (await (await _host.Client.GetAsync("/v1/pipeline", Stop)).JsonAsync()).GetProperty("pending").GetInt64() == 0, "the sales are in the lake");

    async Task<JsonElement> ComparedAsync()
    {
        await FedAsync();
        return Assert.Single((await (await _host.Client.GetAsync($"{ZReports}?{Day}", Stop)).JsonAsync()).GetProperty("reports").EnumerateArray());
    }
}

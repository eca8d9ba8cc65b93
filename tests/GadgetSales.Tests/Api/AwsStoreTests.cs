using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using GadgetSales.Aws;
using GadgetSales.Aws.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

/// <summary>The service as it ships with Store=Aws, on a real DynamoDB endpoint.</summary>
[Slow]
public sealed class AwsStoreTests : IAsyncLifetime
{
    readonly TempDirectory _bucket = new();
    DynamoTable _table = null!;
    FakeAthena _athena = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await DynamoTable.CreateAsync();
        _athena = await FakeAthena.StartAsync(_bucket.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _athena.DisposeAsync();
        _bucket.Dispose();
    }

    [Fact]
    public async Task A_sale_posted_twice_is_recorded_once_in_DynamoDB_and_read_back()
    {
        await using var host = Start();

        using var first = await PostAsync(host, "/v1/sales", SaleText.Valid);
        using var second = await PostAsync(host, "/v1/sales", SaleText.Valid);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var recorded = await host.Client.GetStringAsync(first.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), recorded);
        Assert.Equal("LA-01#2019-04-19", (await _table.ReadAsync("LA-01:R2:1043"))["store_day"].S);
        var listed = await host.Client.GetFromJsonAsync<JsonElement>("/v1/stores/LA-01/sales?businessDate=2019-04-19");
        Assert.Equal(1, listed.GetProperty("sales").GetArrayLength());
    }

    [Fact]
    public async Task What_is_said_of_stores_and_days_lies_in_the_ledgers_table_and_is_used_as_on_one_machine()
    {
        await using var host = Start();
        Assert.Equal(HttpStatusCode.OK, (await StoreEndpointTests.PutAsync(host.Client, "LA-01", """{ "timeZone": "America/Los_Angeles", "dayStartsAt": "04:00" }""")).StatusCode);
        const string report = """{ "zReportId": "Z:1", "storeId": "LA-01", "registerId": "R2", "businessDate": "2019-04-18", "currency": "USD", "totalMinor": 0 }""";

        using var sale = await PostAsync(host, "/v1/sales", SaleText.With(given =>
        {
            given["soldAt"] = "2019-04-19T10:30:00Z";
            given.Remove("businessDate");
        }));
        using var cancelled = await PostAsync(host, "/v1/sales", """{ "saleId": "V:1", "type": "void", "storeId": "LA-01", "originalSaleId": "LA-01:R2:1043", "soldAt": "2019-04-19T10:40:00Z", "currency": "USD" }""");
        using var first = await PostAsync(host, "/v1/reconciliation/z-reports", report);
        using var other = await PostAsync(host, "/v1/reconciliation/z-reports", report.Replace("0 }", "1 }", StringComparison.Ordinal));

        var recorded = await sale.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("2019-04-19T03:30:00-07:00", "2019-04-18"), (recorded.GetProperty("soldAt").GetString(), recorded.GetProperty("businessDate").GetString()));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict), (cancelled.StatusCode, first.StatusCode, other.StatusCode));
        Assert.Equal("V:1", (await host.Client.GetFromJsonAsync<JsonElement>("/v1/sales/LA-01:R2:1043")).GetProperty("voidedBy").GetString());
        await Eventually.TrueAsync(
            async () => (await host.Client.GetFromJsonAsync<JsonElement>("/v1/reconciliation?store=LA-01&from=2019-04-18&to=2019-04-18")).GetProperty("sales").GetInt32() == 2, "the index lists the sales");
        var store = (await host.Client.GetFromJsonAsync<JsonElement>("/v1/stores")).GetProperty("stores")[0];
        Assert.Equal(("LA-01", "04:00"), (store.GetProperty("storeId").GetString(), store.GetProperty("dayStartsAt").GetString()));
    }

    [Fact]
    public async Task Throttling_is_503_with_the_time_to_try_again()
    {
        var wire = new DynamoWire { Answer = _ => DynamoWire.Throttle() };
        await using var host = Start(wire);

        using var response = await PostAsync(host, "/v1/sales", SaleText.Valid);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "ledger_throttled");
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.True(response.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_batch_that_the_store_gives_up_on_says_which_sales_to_send_again()
    {
        var wire = new DynamoWire();
        var puts = 0;
        wire.Answer = call => call.Operation != "PutItem" || Interlocked.Increment(ref puts) <= 2 ? call.PassAsync() : DynamoWire.Throttle();
        await using var host = Start(wire);
        var batch = string.Join(',', Enumerable.Range(1, 3).Select(number => SaleText.With("saleId", $"\"A:{number}\"")));

        using var response = await PostAsync(host, "/v1/sales/batch", $"[{batch}]");

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((2, 1), (answer.GetProperty("recorded").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        var problem = answer.GetProperty("results").EnumerateArray().Single(each => each.GetProperty("status").GetString() == "rejected").GetProperty("problem");
        Assert.Equal(("ledger_throttled", true), (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean()));
    }

    [Fact]
    public async Task The_pipeline_tells_a_missing_table_by_its_setting()
    {
        await using var fit = Start();
        await using var lost = Start(table: "nowhere");

        Assert.Equal(JsonValueKind.Null, (await LedgerOf(fit)).GetProperty("lastError").ValueKind);
        Assert.Contains("Aws:Table", (await LedgerOf(lost)).GetProperty("lastError").GetString(), StringComparison.Ordinal);

        static async Task<JsonElement> LedgerOf(ApiHost host) =>
            (await host.Client.GetFromJsonAsync<JsonElement>("/v1/pipeline")).GetProperty("stages").EnumerateArray().First();
    }

    [Fact]
    public async Task The_service_is_ready_while_the_table_and_the_workgroup_are()
    {
        await using var host = Start();

        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadinessOf(host));
    }

    [Fact]
    public async Task Without_Athena_the_service_is_degraded_and_takes_sales()
    {
        _athena.WorkgroupState = "DISABLED";
        await using var host = Start();

        Assert.Equal((HttpStatusCode.OK, "degraded"), await ReadinessOf(host));
        Assert.Contains("workgroup", await host.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        using var posted = await PostAsync(host, "/v1/sales", SaleText.Valid);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
    }

    [Fact]
    public async Task A_throttled_table_or_one_that_cannot_be_described_does_not_take_the_service_away()
    {
        var wire = new DynamoWire { Answer = call => call.Operation == "DescribeTable" ? Task.FromResult(DynamoWire.Error("InternalServerError", HttpStatusCode.InternalServerError)) : call.PassAsync() };
        await using var host = Start(wire);
        await using var throttled = Start(new DynamoWire { Answer = _ => DynamoWire.Throttle() });

        Assert.Equal((HttpStatusCode.OK, "degraded"), await ReadinessOf(host));
        Assert.Equal((HttpStatusCode.OK, "degraded"), await ReadinessOf(throttled));
        using var posted = await PostAsync(host, "/v1/sales", SaleText.Valid);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
    }

    [Fact]
    public async Task Without_its_table_the_service_is_unready()
    {
        await using var host = Start(table: "nowhere");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready"), await ReadinessOf(host));
    }

    [Fact]
    public async Task Insights_say_how_far_the_lake_is_and_that_later_days_may_change()
    {
        await using var cloudWatch = await FakeCloudWatch.StartAsync();
        var minute = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60).AddMinutes(-3);
        cloudWatch.Undelivered(minute, seconds: 100_000);
        cloudWatch.Unread(minute, milliseconds: 0);
        await using var host = Start(more: cloudWatch.Settings);

        var through = minute.AddSeconds(-100_000 - 10).AddMinutes(-1);
        foreach (var (day, provisional) in new[] { (through.AddDays(-1), false), (through, true) })
        {
            var answer = await host.Client.GetFromJsonAsync<JsonElement>($"/v1/insights/sales?measures=units&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
            Assert.Equal((through, provisional), (answer.GetProperty("dataThrough").GetDateTimeOffset(), answer.GetProperty("provisional").GetBoolean()));
        }
    }

    static async Task<(HttpStatusCode Code, string? Status)> ReadinessOf(ApiHost host)
    {
        using var answer = await host.Client.GetAsync("/health/ready");
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    static Task<HttpResponseMessage> PostAsync(ApiHost host, string address, string json) =>
        host.Client.PostAsync(address, new StringContent(json, Encoding.UTF8, "application/json"));

    ApiHost Start(DynamoWire? wire = null, string? table = null, IEnumerable<(string Key, string Value)>? more = null)
    {
        (string, string)[] settings =
        [
            ("Store", "Aws"), ("Aws:Table", table ?? _table.Name),
            .. DynamoTable.Settings(_table.Endpoint).Select(each => (each.Key, each.Value)), .. _athena.Settings, .. more ?? [],
        ];
        return ApiHost.Start(services => Wire(services, wire), settings);
    }

    static void Wire(IServiceCollection services, DynamoWire? wire)
    {
        if (wire is not null)
        {
            services.AddSingleton<IAmazonDynamoDB>(provider => DynamoDbClient.Create(
                provider.GetRequiredService<AwsConnection>(), new AwsOptions { LedgerAttempts = 1 }, wire.Around));
        }
    }
}

using System.Net;
using GadgetSales.Core.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

public sealed class FailureTests
{
    [Theory]
    [InlineData("/v1/sales")]
    [InlineData("/v1/sales/batch")]
    public async Task A_ledger_that_cannot_take_sales_is_503_with_its_code_and_when_to_come_back(string path)
    {
        await using var host = StartWith(new LedgerUnavailableException("storage_full", "The disk is full.", TimeSpan.FromSeconds(2.5)));

        var response = await host.Client.PostTextAsync(path, path.EndsWith("batch", StringComparison.Ordinal) ? $"[{SaleText.Valid}]" : SaleText.Valid);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "storage_full");
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task An_exception_nobody_expected_is_500_and_tells_nothing()
    {
        await using var host = StartWith(new InvalidOperationException("the secret of the house"));

        var response = await host.Client.PostSaleAsync(SaleText.Valid);

        await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "internal_error");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unready_ledger_makes_the_service_unready_with_the_reason()
    {
        await using var host = StartWith(new LedgerUnavailableException("storage_unavailable", "The disk is gone.", TimeSpan.FromSeconds(1)));

        var response = await host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var answer = await response.JsonAsync();
        Assert.Equal("unready", answer.GetProperty("status").GetString());
        var ledger = answer.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "ledger");
        Assert.Equal("The disk is gone.", ledger.GetProperty("reason").GetString());
    }

    [Slow]
    [Fact]
    public async Task A_service_that_can_read_but_not_record_is_degraded_with_the_reason_until_it_records_again()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 6);
        await using var host = ApiHost.StartIn(disk.Path);
        var number = 0;
        while ((await host.Client.PostSaleAsync(LongSale(number++))).IsSuccessStatusCode)
        {
        }

        var full = await (await host.Client.GetAsync("/health/ready")).JsonAsync();
        Assert.Equal("degraded", full.GetProperty("status").GetString());
        Assert.Contains("is full: free some space", full.GetRawText(), StringComparison.Ordinal);

        await disk.GrowAsync(megabytes: 64);
        Assert.Equal(HttpStatusCode.Created, (await host.Client.PostSaleAsync(LongSale(number))).StatusCode);
        await Eventually.TrueAsync(
            async () => (await (await host.Client.GetAsync("/health/ready")).JsonAsync()).GetProperty("status").GetString() == "ready", "the service is ready again");
    }

    static string LongSale(int number)
    {
        var lines = string.Join(',', Enumerable.Range(0, 1_000).Select(line => $$"""{"sku":"{{new string('s', 60)}}","name":"{{new string('n', 100)}}","quantity":1,"unitPriceMinor":1}"""));
        return $$"""{"saleId":"long-{{number}}","storeId":"A","soldAt":"2019-04-19T08:46:00Z","currency":"USD","lines":[{{lines}}]}""";
    }

    [Fact]
    public async Task Stopping_lets_a_request_that_has_begun_finish()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var ledger = new StubLedger(() =>
        {
            arrived.SetResult();
            return release.Task;
        });
        await using var host = ApiHost.Start(services => services.AddSingleton<ISalesLedger>(ledger));
        var posting = host.Client.PostSaleAsync(SaleText.Valid);
        await arrived.Task;

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();

        Assert.Equal(HttpStatusCode.Created, (await posting).StatusCode);
        await stopping;
    }

    static ApiHost StartWith(Exception error) => ApiHost.Start(services => services.AddSingleton<ISalesLedger>(StubLedger.Throwing(error)));
}

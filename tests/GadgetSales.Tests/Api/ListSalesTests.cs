using System.Net;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class ListSalesTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();

    public async ValueTask InitializeAsync() =>
        await _host.Client.PostBatchAsync([.. Enumerable.Range(0, 5).Select(minute => SaleText.With(sale => (sale["saleId"], sale["soldAt"]) = ("s" + minute, $"2019-04-19T08:0{minute}:00-05:00")))]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_days_sales_come_newest_last_page_by_page()
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await _host.Client.GetAsync($"/v1/stores/LA-01/sales?businessDate=2019-04-19&limit=2&cursor={Uri.EscapeDataString(cursor ?? "")}")).JsonAsync();
            ids.AddRange(page.GetProperty("sales").EnumerateArray().Select(sale => sale.GetProperty("saleId").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["s0", "s1", "s2", "s3", "s4"], ids);
    }

    [Fact]
    public async Task A_day_without_sales_is_an_empty_page()
    {
        var body = await _host.Client.GetStringAsync("/v1/stores/LA-01/sales?businessDate=2019-04-20");

        Assert.Equal("""{"sales":[],"nextCursor":null}""", body);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("100%2F")]
    [InlineData("50%/2")]
    [InlineData("O'Brien \"Q\" ☕")]
    public async Task A_store_is_found_by_its_name_whatever_that_holds(string store)
    {
        await _host.Client.PostSaleAsync(SaleText.With(sale => (sale["saleId"], sale["storeId"]) = ("odd", store)));

        var page = await (await _host.Client.GetAsync($"/v1/stores/{Uri.EscapeDataString(store)}/sales?businessDate=2019-04-19")).JsonAsync();

        Assert.Equal("odd", Assert.Single(page.GetProperty("sales").EnumerateArray()).GetProperty("saleId").GetString());
    }

    [Fact]
    public async Task A_key_reads_its_store_when_that_has_a_slash_in_its_name_and_no_other()
    {
        await using var host = ApiHost.StartWithKeys();
        using var client = await host.CreateClientWithKeyAsync([Scopes.SalesRead], ["a/b"]);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/stores/a%2Fb/sales?businessDate=2019-04-19")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/v1/stores/a%252Fb/sales?businessDate=2019-04-19")).StatusCode);
    }

    [Theory]
    [InlineData("", "businessDate")]
    [InlineData("businessDate=19.04.2019", "businessDate")]
    [InlineData("businessDate=2019-04-19&businessDate=2019-04-20", "businessDate")]
    [InlineData("businessDate=2019-04-19&Limit=5", "Limit")]
    [InlineData("businessDate=2019-04-19&limit=0", "limit")]
    [InlineData("businessDate=2019-04-19&limit=1001", "limit")]
    [InlineData("businessDate=2019-04-19&limit=many", "limit")]
    [InlineData("businessDate=2019-04-19&cursor=made-up", "cursor")]
    public async Task A_parameter_that_cannot_be_used_is_named(string query, string parameter)
    {
        var response = await _host.Client.GetAsync("/v1/stores/LA-01/sales?" + query);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation_failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }
}

using System.Net;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class HeadTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/swagger/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/catalog")]
    [InlineData("/v1/pipeline")]
    [InlineData("/v1/insights/sales?format=csv")]
    [InlineData("/v1/projections/sales?format=csv")]
    [InlineData("/v1/sales/unknown")]
    [InlineData("/nowhere")]
    public async Task HEAD_answers_as_GET_does_without_a_body(string path)
    {
        await using var host = await InsightHost.StartAsync([]);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Api.Address };

        var get = await client.GetAsync(path);
        var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType, get.Headers.Location), (head.StatusCode, head.Content.Headers.ContentType, head.Headers.Location));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_needs_a_key_as_GET_does()
    {
        await using var host = await InsightHost.StartAsync([], withKeys: true);

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/insights/sales"))).StatusCode);
    }

    [Fact]
    public async Task HEAD_of_what_can_only_be_posted_to_is_refused()
    {
        await using var host = await InsightHost.StartAsync([]);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/reconciliation/explanations"))).StatusCode);
    }
}

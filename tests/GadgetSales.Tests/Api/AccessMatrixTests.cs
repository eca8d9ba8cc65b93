using System.Net;
using System.Text;
using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

/// <summary>Endpoint × scope × store, from the route table: an endpoint that is new here is either safe or fails.</summary>
public sealed class AccessMatrixTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.StartWithKeys();

    public async ValueTask InitializeAsync()
    {
        using var admin = await _host.CreateClientWithKeyAsync([Scopes.Admin]);
        await AccessProbes.RecordSalesAsync(admin);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_endpoint_has_a_rule_or_says_that_it_is_for_everyone()
    {
        Assert.All(Endpoints(), endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<AccessRule>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, $"{endpoint.DisplayName} has no access rule."));
    }

    [Fact]
    public void Nothing_under_v1_is_for_everyone()
    {
        Assert.All(Endpoints().Where(endpoint => PathOf(endpoint).StartsWith("/v1", StringComparison.Ordinal)), endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<AccessRule>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null, $"{endpoint.DisplayName} has no access rule."));
    }

    [Fact]
    public async Task Without_a_key_no_endpoint_answers()
    {
        await ForEachAsync(async (endpoint, _) =>
        {
            var response = await SendAsync(_host.Client, endpoint);
            await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task All_other_scopes_together_do_not_open_an_endpoint()
    {
        await ForEachAsync(async (endpoint, rule) =>
        {
            using var client = await _host.CreateClientWithKeyAsync([.. Scopes.All.Except([rule.Scope, Scopes.Admin])]);
            await ProblemAssert.IsAsync(await SendAsync(client, endpoint), HttpStatusCode.Forbidden, "scope_missing");
        });
    }

    [Fact]
    public async Task The_endpoints_scope_opens_it_and_so_does_admin()
    {
        using var admin = await _host.CreateClientWithKeyAsync([Scopes.Admin]);
        await ForEachAsync(async (endpoint, rule) =>
        {
            using var client = await _host.CreateClientWithKeyAsync([rule.Scope]);
            AssertOpen(await SendAsync(client, endpoint), endpoint);
            AssertOpen(await SendAsync(admin, endpoint), endpoint);
        });
    }

    [Fact]
    public async Task A_key_of_some_stores_gets_nothing_of_another_store()
    {
        await ForEachAsync(async (endpoint, rule) =>
        {
            using var client = await _host.CreateClientWithKeyAsync([rule.Scope], [AccessProbes.OwnStore]);
            switch (rule.Stores)
            {
                case StoreRule.NoStoreData:
                    AssertOpen(await SendAsync(client, endpoint), endpoint);
                    break;
                case StoreRule.AllStores:
                    await ProblemAssert.IsAsync(await SendAsync(client, endpoint), HttpStatusCode.Forbidden, "all_stores_needed");
                    break;
                case StoreRule.Route:
                    AssertOpen(await SendAsync(client, endpoint), endpoint);
                    await ProblemAssert.IsAsync(await SendAsync(client, endpoint, AccessProbes.ForeignStore), HttpStatusCode.Forbidden, "store_forbidden");
                    break;
                default:
                    Assert.True(AccessProbes.All.ContainsKey(NameOf(endpoint)), $"{NameOf(endpoint)} keeps stores apart itself: add a probe of it to AccessProbes.");
                    await AccessProbes.All[NameOf(endpoint)](client);
                    break;
            }
        });
    }

    async Task ForEachAsync(Func<RouteEndpoint, AccessRule, Task> check)
    {
        var checkedCount = 0;
        foreach (var endpoint in Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<AccessRule>() is { } rule)
            {
                await check(endpoint, rule);
                checkedCount++;
            }
        }

        Assert.True(checkedCount >= 5);
    }

    IEnumerable<RouteEndpoint> Endpoints() => _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct();

    static void AssertOpen(HttpResponseMessage response, RouteEndpoint endpoint) => Assert.True(
        response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)response.StatusCode < 500, $"{NameOf(endpoint)}: {response.StatusCode}");

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint endpoint, string store = AccessProbes.OwnStore)
    {
        var path = PathOf(endpoint).Replace("{storeId}", store, StringComparison.Ordinal).Replace("{saleId}", "unknown", StringComparison.Ordinal).Replace("{id}", "unknown", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(MethodOf(endpoint), path);
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request);
    }

    static string NameOf(RouteEndpoint endpoint) => $"{MethodOf(endpoint)} {PathOf(endpoint)}";

    static HttpMethod MethodOf(RouteEndpoint endpoint) => new(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET");

    static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}

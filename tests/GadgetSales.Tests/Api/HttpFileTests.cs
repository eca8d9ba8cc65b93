using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace GadgetSales.Tests.Api;

/// <summary>sales.http, with which newcomers try the service from their editor.</summary>
public sealed class HttpFileTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();
    IReadOnlyList<HttpFileRequest> _requests = [];

    public async ValueTask InitializeAsync() => _requests = HttpFile.Read(
        await File.ReadAllTextAsync(RepositoryFile.Of("sales.http"), TestContext.Current.CancellationToken), ("host", _host.Address.ToString().TrimEnd('/')));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_request_is_answered_as_its_title_says()
    {
        var wrong = new List<string>();
        foreach (var request in _requests)
        {
            using var message = request.ToMessage();
            // The head alone: some answers have no end.
            using var response = await _host.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if ((int)response.StatusCode != request.Status)
            {
                wrong.Add($"{request.Title}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_batches_record_each_of_their_sales()
    {
        var outcomes = new List<string?>();
        foreach (var request in _requests.Where(request => request.Method == HttpMethod.Post && request.Address.Contains("/v1/sales", StringComparison.Ordinal)))
        {
            using var message = request.ToMessage();
            var answer = await (await _host.Client.SendAsync(message, TestContext.Current.CancellationToken)).JsonAsync();
            outcomes.AddRange(answer.TryGetProperty("results", out var results) ? results.EnumerateArray().Select(result => result.GetProperty("status").GetString()) : []);
        }

        Assert.Equal(["recorded", "recorded", "recorded", "recorded"], outcomes);
    }

    [Fact]
    public void Every_route_of_the_service_has_a_request()
    {
        var routes = _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Path: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
            .Distinct().ToList();

        var missing = routes.Where(route => !_requests.Any(request => IsOf(request, route.Method, route.Path))).Select(route => $"{route.Method} {route.Path}");

        Assert.True(routes.Count >= 13, $"{routes.Count} routes");
        Assert.True(!missing.Any(), "Add a request to sales.http for: " + string.Join(", ", missing));
    }

    static bool IsOf(HttpFileRequest request, string method, string path) => request.Method.Method == method
        && new TemplateMatcher(TemplateParser.Parse(path), []).TryMatch(new Uri(request.Address).AbsolutePath, []);
}

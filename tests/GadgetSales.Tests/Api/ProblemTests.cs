using System.Net;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_unknown_route_is_a_not_found_problem()
    {
        await using var host = ApiHost.Start();

        var response = await host.Client.GetAsync("/v1/nothing-here");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_method_the_address_does_not_take_is_a_problem_that_lists_those_it_takes()
    {
        await using var host = ApiHost.Start();

        var response = await host.Client.DeleteAsync("/health/live");

        await ProblemAssert.IsAsync(response, HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_trace_the_caller_started_is_named_by_the_problem()
    {
        await using var host = ApiHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        var problem = await ProblemAssert.IsAsync(await host.Client.SendAsync(request), HttpStatusCode.NotFound, "not_found");

        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", problem.GetProperty("traceId").GetString());
    }
}

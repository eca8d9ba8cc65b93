using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Lambda.Runtime;
using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace GadgetSales.Tests.Lambda;

/// <summary>The program as the managed runtime starts it, and its loop in this process where a process shows no more.</summary>
[Slow]
public sealed class RuntimeTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_answers_events_and_ends_on_SIGTERM_with_0()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var function = api.StartFunction();
        var firehose = new FakeFirehose(async @event =>
        {
            api.Invoke("request-1", @event);
            var posted = await api.PostedAsync();
            Assert.Equal(("response", "request-1"), (posted.What, posted.RequestId));
            return posted.Body;
        });
        firehose.Put(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Sale())));
        await firehose.DeliverAsync();
        firehose.Put(StreamRecords.Remove(TestFunction.Recorded(SampleSales.Sale())));
        await firehose.DeliverAsync();
        await Eventually.TrueAsync(() => api.IsWaitedFor, "the function waits for the next event");

        await TerminateAsync(function);

        Assert.Equal(0, function.ExitCode);
        Assert.Equal((4, 2), (firehose.Partitions["sale_date=2019-04-19"].Count, firehose.Invocations));
        var log = (await function.StandardOutput.ReadToEndAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["batch", "batch"], log.Select(line => (string?)JsonNode.Parse(line)!["event"]));
    }

    [Fact]
    public async Task An_event_it_cannot_answer_is_an_error_of_that_invocation_and_the_next_one_is_answered()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var function = api.StartFunction();
        api.Invoke("bad", "{}"u8.ToArray());
        api.Invoke("good", """{"records":[]}"""u8.ToArray());

        var error = await api.PostedAsync();
        var response = await api.PostedAsync();
        await TerminateAsync(function);

        Assert.Equal(("error", "bad", "Function.FormatException"), (error.What, error.RequestId, error.ErrorType));
        Assert.Equal("FormatException", (string?)JsonNode.Parse(error.Body)!["errorType"]);
        Assert.Equal(("response", "good"), (response.What, response.RequestId));
    }

    [Fact]
    public async Task Without_Lambda_around_it_the_program_says_so_and_ends()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var function = api.StartFunction(address: "");

        var log = await function.StandardOutput.ReadToEndAsync(Stop);
        await function.WaitForExitAsync(Stop);

        Assert.Equal(1, function.ExitCode);
        Assert.Contains(RuntimeApi.Variable, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_cannot_start_tells_the_Runtime_API()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var client = new RuntimeApi(api.Address);
        using var log = new FunctionLog(Stream.Null, TimeProvider.System);

        var exitCode = await InvocationLoop.RunAsync(client, () => throw new InvalidOperationException("no"), log, Stop);

        var posted = await api.PostedAsync();
        Assert.Equal((1, "error", null, "Function.InvalidOperationException"), (exitCode, posted.What, posted.RequestId, posted.ErrorType));
    }

    [Fact]
    public async Task A_refused_answer_becomes_an_error_of_the_invocation()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        api.ResponseStatus = StatusCodes.Status413PayloadTooLarge;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var loop = RunAsync(api, @event => @event, stopping.Token);
        api.Invoke("large", "{}"u8.ToArray());

        var response = await api.PostedAsync();
        var error = await api.PostedAsync();
        await stopping.CancelAsync();

        Assert.Equal(("response", "error", "large"), (response.What, error.What, error.RequestId));
        Assert.Equal(0, await loop);
    }

    [Fact]
    public async Task The_loop_ends_when_the_Runtime_API_is_beyond_recovery()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        api.ResponseStatus = StatusCodes.Status500InternalServerError;
        api.Invoke("last", "{}"u8.ToArray());

        Assert.Equal(1, await RunAsync(api, @event => @event, Stop));
    }

    [Fact]
    public async Task A_stop_waits_for_the_invocation_at_work()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var loop = RunAsync(
            api,
            @event =>
            {
                stopping.Cancel();
                return @event;
            },
            stopping.Token);
        api.Invoke("last", "42"u8.ToArray());

        Assert.Equal(0, await loop);
        Assert.Equal("42", Encoding.UTF8.GetString((await api.PostedAsync()).Body));
    }

    static async Task<int> RunAsync(FakeRuntimeApi api, Handler handler, CancellationToken stopping)
    {
        using var client = new RuntimeApi(api.Address);
        using var log = new FunctionLog(Stream.Null, TimeProvider.System);
        return await InvocationLoop.RunAsync(client, () => handler, log, stopping);
    }

    static async Task TerminateAsync(Process function)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{function.Id}"]);
        await kill.WaitForExitAsync(Stop);
        await function.WaitForExitAsync(Stop);
    }
}

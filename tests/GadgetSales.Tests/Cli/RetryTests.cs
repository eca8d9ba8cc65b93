using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class RetryTests : IAsyncLifetime
{
    const string File = "sale_id,sold_at,store_id,sku,quantity,unit_price,currency\nA,2019-04-19T08:46:00-05:00,S1,X,1,1,USD\n";

    readonly FakeTimeProvider _clock = new();
    SalesServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SalesServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_overloaded_service_is_asked_again(int status)
    {
        _server.Faults.Enqueue((status, null));

        var run = await ImportAsync("--retry-for", "30s");

        Assert.Equal((0, 1, 1), (run.ExitCode, run.Figure("recorded"), run.Figure("requests retried")));
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        _server.Faults.Enqueue((503, 1));
        var started = _clock.GetTimestamp();

        var run = await ImportAsync("--retry-for", "30s");

        Assert.Equal(0, run.ExitCode);
        Assert.True(_clock.GetElapsedTime(started) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_service_that_stays_overloaded_ends_with_3_after_the_time_for_retries()
    {
        for (var fault = 0; fault < 50; fault++)
        {
            _server.Faults.Enqueue((503, null));
        }

        var run = await ImportAsync("--retry-for", "300ms");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("answers 503: scripted", run.Error, StringComparison.Ordinal);
        Assert.Contains("run the same command again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_error_is_not_asked_again()
    {
        _server.Faults.Enqueue((500, null));

        Assert.Equal(3, (await ImportAsync()).ExitCode);
        Assert.Single(_server.Authorizations);
    }

    [Fact]
    public async Task A_batch_that_is_too_large_for_the_service_is_halved()
    {
        _server.Faults.Enqueue((413, null));
        var lines = string.Concat(Enumerable.Range(1, 5).Select(number => $"B{number},2019-04-19T08:46:00-05:00,S1,X,1,1,USD\n"));

        var run = await CliRun.OfAsync(["import", "-", "--api", _server.Address], File + lines);

        Assert.Equal((0, 6), (run.ExitCode, run.Figure("recorded")));
        Assert.Equal([3, 3], _server.BatchSizes);
    }

    Task<CliRun> ImportAsync(params string[] options) =>
        _clock.PassUntilAsync(CliRun.OfAsync(["import", "-", "--api", _server.Address, .. options], File, time: _clock), TimeSpan.FromMilliseconds(20));
}

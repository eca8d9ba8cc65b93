using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class SimulateTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 18, 30, 0, TimeSpan.Zero));
    SalesServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SalesServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_backfill_posts_history_up_to_now_with_its_voids()
    {
        var run = await SimulateAsync("--backfill", "5d", "--duration", "0s");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Contains(_server.Sales.Values, sale => sale.Type == SaleType.Void);
        Assert.All(_server.Sales.Values, sale => Assert.True(sale.SoldAt <= _clock.GetUtcNow()));
        Assert.InRange(_server.Sales.Values.Select(sale => sale.BusinessDate).Distinct().Count(), 5, 7);
    }

    [Fact]
    public async Task A_backfill_again_is_replayed()
    {
        await SimulateAsync("--backfill", "3d", "--duration", "0s");
        var recorded = _server.Sales.Count;

        var again = await SimulateAsync("--backfill", "2d", "--duration", "0s");

        Assert.Equal(0, again.ExitCode);
        Assert.InRange(_server.Sales.Count - recorded, 0, 5);
    }

    [Fact]
    public async Task Live_sales_come_at_the_rate_asked_for_until_the_duration_is_over()
    {
        var started = _clock.GetTimestamp();

        var run = await SimulateAsync("--rate", "200/s", "--duration", "500ms");

        // The clock may go on for some steps before the command has ended; the rate holds for as long as it ran.
        var most = 1 + (int)Math.Ceiling(200 * _clock.GetElapsedTime(started).TotalSeconds);
        Assert.Equal(0, run.ExitCode);
        Assert.InRange(_server.Sales.Count, 1, most);
    }

    [Fact]
    public async Task Cancelling_live_sales_is_their_ordinary_end()
    {
        using var stop = new CancellationTokenSource();
        _server.OnSale = count =>
        {
            if (count == 10)
            {
                stop.Cancel();
            }
        };

        var run = await RunAsync(["--rate", "100"], stop.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{_server.Sales.Count} recorded", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate", "fast", "--rate fast: give sales per second")]
    [InlineData("--stores", "0", "--stores takes 1-200")]
    [InlineData("--backfill", "long", "'long' is not a duration")]
    public async Task A_wrong_option_ends_with_2_and_is_named(string option, string value, string said)
    {
        var run = await SimulateAsync("--duration", "0s", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    Task<CliRun> SimulateAsync(params string[] options) => RunAsync(options, null);

    Task<CliRun> RunAsync(string[] options, CancellationToken? stop) => _clock.PassUntilAsync(
        CliRun.OfAsync(["simulate", "--api", _server.Address, .. options], cancellation: stop, time: _clock), TimeSpan.FromMilliseconds(20));
}

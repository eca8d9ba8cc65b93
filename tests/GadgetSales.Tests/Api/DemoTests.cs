using GadgetSales.Api.Demo;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Api;

public sealed class DemoTests
{
    static readonly (string, string)[] SmallDemo = [("Demo:Enabled", "true"), ("Demo:Days", "3"), ("Demo:LivePerMinute", "0"), ("Demo:ReceiptsPerDay", "20")];

    [Fact]
    public void The_switch_takes_no_value_wherever_it_stands()
    {
        string[] arguments = ["--demo", "--Urls", "http://localhost:1"];

        Assert.Equal(["--Demo:Enabled=true", "--Urls", "http://localhost:1"], arguments.WithDemoAsSetting());
    }

    [Fact]
    public async Task A_restarted_demo_replays_what_is_there()
    {
        using var folder = new TempDirectory();
        var first = await FillAsync(folder);

        var second = await FillAsync(folder);

        Assert.True(first > 100, $"{first} sales");
        Assert.InRange(second, first, first + 20);
    }

    [Fact]
    public async Task The_demo_keeps_away_from_the_real_data()
    {
        using var folder = new TempDirectory();

        await FillAsync(folder);

        Assert.True(File.Exists(folder.File("demo/ledger.db")));
        Assert.False(File.Exists(folder.File("ledger.db")));
    }

    /// <summary>Runs the demo until its past is filled and all of it is in the lake: how many sales there are then. It is always the same moment of the same day.</summary>
    static async Task<long> FillAsync(TempDirectory folder)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 18, 30, 0, TimeSpan.Zero));
        var log = new FakeLogger<DemoFeed>();
        await using var host = ApiHost.StartIn(folder.Path, services => services.AddSingleton<TimeProvider>(clock).AddSingleton<ILogger<DemoFeed>>(log), SmallDemo);
        long last = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                var filled = log.Collector.GetSnapshot().Any(line => line.Message.Contains("3 days filled", StringComparison.Ordinal));
                var status = await (await host.Client.GetAsync("/v1/pipeline")).JsonAsync();
                last = status.GetProperty("stages")[0].GetProperty("position").GetInt64();
                return filled && last > 0 && status.GetProperty("pending").GetInt64() == 0;
            },
            "the demo has filled its days");
        return last;
    }
}

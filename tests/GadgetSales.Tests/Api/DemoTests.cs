using GadgetSales.Api.Demo;
using GadgetSales.Tests.Support;

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

    /// <summary>Runs the demo until nothing comes any more and all of it is in the lake: how many sales there are then.</summary>
    static async Task<long> FillAsync(TempDirectory folder)
    {
        await using var host = ApiHost.StartIn(folder.Path, SmallDemo);
        long last = -1;
        await Eventually.TrueAsync(
            async () =>
            {
                var status = await (await host.Client.GetAsync("/v1/pipeline")).JsonAsync();
                var before = last;
                last = status.GetProperty("stages")[0].GetProperty("position").GetInt64();
                await Task.Delay(200);
                return last > 0 && last == before && status.GetProperty("pending").GetInt64() == 0;
            },
            "the demo has filled its days");
        return last;
    }
}

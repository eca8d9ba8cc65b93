using System.Text.Json;
using GadgetSales.Projections.Nets;

namespace GadgetSales.Tests.Projections.Nets;

/// <summary>Generated series with the quantiles that the nets gave where they were trained, end to end.</summary>
public sealed class NetReferenceTests
{
    const double Tolerance = 0.001;

    [Theory]
    [InlineData("daily")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("hour")]
    public void A_net_says_what_it_said_where_it_was_trained(string name)
    {
        using var reference = JsonDocument.Parse(typeof(NetReferenceTests).Assembly.GetManifestResourceStream($"Nets/{name}.json")!);
        var series = reference.RootElement.GetProperty("series").EnumerateArray().ToList();

        Assert.NotEmpty(series);
        Assert.All(series, each =>
        {
            double[] history = Numbers(each.GetProperty("y"));
            var said = Net(name, each).Project(history);
            var least = Tolerance * history.Max(Math.Abs);
            Assert.All(each.GetProperty("quantiles").EnumerateArray().Index(), step => Assert.All(Numbers(step.Item).Index(), expected =>
                Assert.Equal(expected.Item, said[step.Index][expected.Index], Tolerance * Math.Max(Math.Abs(expected.Item), least))));
        });
    }

    [Fact]
    public void The_quantiles_of_a_step_rise() =>
        Assert.All(DailyNet.Instance.Project(SampleSeries.Week(300)), step => Assert.Equal(step.Order(), step));

    [Fact]
    public void All_weights_together_stay_small()
    {
        var assembly = typeof(SalesNet).Assembly;
        var bytes = assembly.GetManifestResourceNames().Where(each => each.EndsWith(".bin", StringComparison.Ordinal)).Sum(each => assembly.GetManifestResourceStream(each)!.Length);

        Assert.InRange(bytes, 1, 6_000_000);
    }

    static SalesNet Net(string name, JsonElement series) => name switch
    {
        "daily" => DailyNet.Instance,
        "week" => WeeklyNet.Instance,
        "hour" => HourlyNet.Instance,
        _ => series.GetProperty("period").GetInt32() switch { 12 => MonthlyNet.Months, 4 => MonthlyNet.Quarters, _ => MonthlyNet.Seasonless },
    };

    static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}

using GadgetSales.Projections;
using GadgetSales.Projections.Decomposition;

namespace GadgetSales.Tests.Projections;

public sealed class NestedAdjustmentTests
{
    const int Weeks = 8;

    [Fact]
    public void Hours_and_days_are_found_though_days_open_at_different_hours()
    {
        // From 9 to 18, on the last day of the week to 12.
        double[] all = Hours(i => i % 24 is >= 9 and < 18 && (i / 24 % 7 < 6 || i % 24 < 12) ? 50 + i % 24 + 10 * (i / 24 % 7) : 0);
        var closed = ClosedSlots.Detect(all, [24, 168]);
        int[] open = [.. Enumerable.Range(0, all.Length + 24).Where(closed.IsOpen)];
        double[] values = [.. open.TakeWhile(i => i < all.Length).Select(i => all[i])];
        var season = NestedSeason.Of([24, 168], closed, open)[0];

        Assert.Equal(57, season.Period);
        Assert.Equal(0, Spread(new NestedAdjustment(season).Adjust(values, open.Length - values.Length)), 0.01);
    }

    [Fact]
    public void A_single_hour_that_stands_out_every_week_is_kept() =>
        Assert.Equal(0, Spread(Adjust(Hours(i => i % 168 == 100 ? 90 : 10))), 6);

    [Fact]
    public void Noise_does_not_become_a_season()
    {
        var random = new Random(1);
        var values = Hours(_ => random.NextDouble());
        var seasonal = Season(Adjust(values), values);
        var means = Enumerable.Range(0, 168).Select(position => values.Where((_, i) => i % 168 == position).Average() - values.Average());

        Assert.True(Squares(seasonal) < 0.25 * Squares(means));
    }

    [Fact]
    public void The_season_goes_on_after_the_history()
    {
        var values = Hours(i => 50 + 10 * (i % 24) + i / 24 % 7);
        var steps = new double[48];
        var adjusted = Adjust(values);
        Array.Fill(steps, adjusted.Values[^1]);
        adjusted.Restore(steps, values.Length);

        Assert.All(Enumerable.Range(0, 48), j => Assert.Equal(values[j], steps[j], 6));
    }

    [Fact]
    public void Periods_that_do_not_hold_each_other_are_no_nested_season() =>
        Assert.Empty(NestedSeason.Of([7, 365], ClosedSlots.None, [.. Enumerable.Range(0, 800)]));

    static double[] Hours(Func<int, double> value) => [.. Enumerable.Range(0, Weeks * 168).Select(value)];

    static AdjustedSeries Adjust(double[] values) =>
        new NestedAdjustment(NestedSeason.Of([24, 168], ClosedSlots.None, [.. Enumerable.Range(0, values.Length + 48)])[0]).Adjust(values, 48);

    static double Spread(AdjustedSeries adjusted) => adjusted.Values.ToArray().Max() - adjusted.Values.ToArray().Min();

    static double[] Season(AdjustedSeries adjusted, double[] values) => [.. values.Take(168).Zip(adjusted.Values.ToArray(), (value, rest) => value - rest)];

    static double Squares(IEnumerable<double> values) => values.Sum(value => value * value);
}

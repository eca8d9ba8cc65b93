using GadgetSales.Core.Projections;

namespace GadgetSales.Tests.Projections;

public sealed class ErrorSpreadTests
{
    static readonly double[] Residuals = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1.0 : -1)];

    [Fact]
    public void Errors_that_an_origin_shares_tell_less_and_widen_intervals()
    {
        var alternating = Learn((k, j) => j % 2 == 0 ? 1 : -1);
        var shared = Learn((k, j) => k % 2 == 0 ? 1 : -1);

        Assert.Equal(alternating.Deviations, shared.Deviations);
        Assert.True(shared.Reach(95) > 1.02 * alternating.Reach(95));
    }

    [Fact]
    public void The_spread_of_late_origins_counts_for_more()
    {
        var rising = Learn((k, j) => (k < 5 ? 1 : 3) * (j % 2 == 0 ? 1 : -1));
        var falling = Learn((k, j) => (k < 5 ? 3 : 1) * (j % 2 == 0 ? 1 : -1));

        Assert.True(rising.Deviations[0] > 1.2 * falling.Deviations[0]);
    }

    [Fact]
    public void An_origin_that_is_left_out_does_not_tell_its_own_spread()
    {
        double[][] errors = [[1, -1, 1], [50, -50, 50], [1, -1, 1]];
        var judged = ErrorSpread.Learn(Residuals, errors, 3, horizons: 3, except: 1);

        Assert.All(judged.Deviations, deviation => Assert.InRange(deviation, 0.5, 2));
    }

    static ErrorSpread Learn(Func<int, int, double> error) => ErrorSpread.Learn(
        Residuals, [.. Enumerable.Range(0, 10).Select(k => Enumerable.Range(0, 8).Select(j => error(k, j)).ToArray())], 8, horizons: 5);
}

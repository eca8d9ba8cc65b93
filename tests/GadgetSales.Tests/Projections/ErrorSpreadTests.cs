using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections;

public sealed class ErrorSpreadTests
{
    static readonly double[] Residuals = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1.0 : -1)];

    [Fact]
    public void An_origin_that_is_left_out_does_not_tell_its_own_spread()
    {
        double[][] errors = [[1, -1, 1], [50, -50, 50], [1, -1, 1]];
        var judged = ErrorSpread.Learn(Residuals, errors, 3, horizons: 3, except: 1);

        Assert.All(judged.Deviations, deviation => Assert.InRange(deviation, 0.5, 2));
    }

    [Fact]
    public void The_less_time_a_backtest_covers_the_wider_its_intervals()
    {
        double[][] errors = [.. Enumerable.Range(0, 10).Select(k => new double[] { 1, -1, 1, -1 })];
        var few = ErrorSpread.Learn(Residuals, errors, 4, horizons: 1);
        var many = ErrorSpread.Learn(Residuals, errors, 4, horizons: 8);

        Assert.Equal(few.Deviations, many.Deviations);
        Assert.Equal(Math.Sqrt((1 + 3) / (1 + 3 / Math.Pow(8, 1.5))), few.Reach(95) / many.Reach(95), 9);
    }
}

using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections;

public sealed class PointCalibrationTests
{
    const int Horizon = 7;
    const int Very = 1_000_000;

    [Fact]
    public void The_factor_of_a_slow_mover_has_the_least_mean_error_of_the_horizons()
    {
        var random = new Random(5);
        double[] actuals = [.. Enumerable.Range(0, 20 * Horizon).Select(_ => random.Next(4) == 0 ? (double)random.Next(1, 30) : 0)];
        double[] points = [.. Enumerable.Repeat(5.0, actuals.Length)];
        var factor = PointCalibration.ForSquaredError(actuals, points, Horizon, Very);

        Assert.All(Enumerable.Range(1, 200), i => Assert.True(Error(factor) <= Error(i / 100.0) + 1e-3));

        double Error(double candidate) => actuals.Chunk(Horizon).Average(horizon => Math.Sqrt(horizon.Sum(actual => Math.Pow(actual - candidate * 5, 2))));
    }

    [Fact]
    public void One_bulk_order_moves_the_factor_of_a_slow_mover_little()
    {
        double[] points = [.. Enumerable.Repeat(1.0, 10 * Horizon)];
        double[] actuals = [.. points.Select((_, i) => i == 30 ? 500 : 1.0)];

        Assert.Equal(1, PointCalibration.ForSquaredError(actuals, points, Horizon, Very), 0.05);
    }

    [Fact]
    public void The_factor_goes_further_the_more_was_seen()
    {
        double[] points = [.. Enumerable.Repeat(2.0, 4 * Horizon)];
        double[] actuals = [.. Enumerable.Repeat(1.0, 4 * Horizon)];
        var little = PointCalibration.ForSquaredError(actuals, points, Horizon, 10);

        Assert.Equal(0.75, PointCalibration.ForSquaredError(actuals, points, Horizon, 30), 6);
        Assert.True(little is > 0.75 and < 1);
    }

    [Fact]
    public void Points_of_zero_stay_as_they_are() =>
        Assert.Equal(1, PointCalibration.ForSquaredError(new double[Horizon], new double[Horizon], Horizon, Very));
}

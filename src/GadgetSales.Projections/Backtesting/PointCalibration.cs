namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// A factor that brings the points nearer to what the backtest saw: the methods project means, but the absolute error is least at the median,
/// which on skewed sales lies lower. Only part of the way to the factor with the least backtest error is gone, the more the more was seen.
/// </summary>
internal static class PointCalibration
{
    const double PriorValues = 30;
    const int Rounds = 6;

    static readonly Limits Median = new(0.5, 0.7, 1.2);
    static readonly Limits SlowMover = new(1, 0.1, 2);

    /// <summary>The factor with the least absolute error is the median of actual / point, each weighted by its point.</summary>
    /// <param name="points">At least 0 where they are to count.</param>
    /// <param name="distinct">How many different values the actuals hold: backtests overlap.</param>
    public static double ForAbsoluteError(ReadOnlySpan<double> actuals, ReadOnlySpan<double> points, int distinct)
    {
        var ratios = new double[points.Length];
        var weights = new double[points.Length];
        var (count, total) = (0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] > 0)
            {
                (ratios[count], weights[count]) = (actuals[i] / points[i], points[i]);
                total += points[i];
                count++;
            }
        }
        Array.Sort(ratios, weights, 0, count);
        var (factor, sum) = (1.0, 0.0);
        for (var i = 0; i < count && sum < total / 2; i++)
        {
            factor = ratios[i];
            sum += weights[i];
        }
        return Median.PartOfTheWay(factor, distinct);
    }

    /// <summary>
    /// The factor with the least mean, over the horizons, of the root of the mean squared error. Regression through the origin in which each
    /// horizon counts by the inverse of its error so far (Weiszfeld 1937): no round makes the error larger, starting from the factor 1.
    /// </summary>
    /// <param name="actuals">One horizon after the other, like the points.</param>
    public static double ForSquaredError(ReadOnlySpan<double> actuals, ReadOnlySpan<double> points, int horizon, int distinct)
    {
        var factor = 1.0;
        for (var round = 0; round < Rounds; round++)
        {
            var (cross, squares) = (0.0, 0.0);
            for (var start = 0; start < points.Length; start += horizon)
            {
                var (ownCross, ownSquares, error) = Sums(actuals.Slice(start, horizon), points.Slice(start, horizon), factor);
                // A horizon hit exactly would count without end.
                var weight = 1 / Math.Max(error, 1e-9);
                cross += weight * ownCross;
                squares += weight * ownSquares;
            }
            if (squares <= 0)
            {
                return 1;
            }
            factor = cross / squares;
        }
        return SlowMover.PartOfTheWay(factor, distinct);
    }

    static (double Cross, double Squares, double Error) Sums(ReadOnlySpan<double> actuals, ReadOnlySpan<double> points, double factor)
    {
        var (cross, squares, error) = (0.0, 0.0, 0.0);
        for (var j = 0; j < points.Length; j++)
        {
            cross += actuals[j] * points[j];
            squares += points[j] * points[j];
            error += (actuals[j] - factor * points[j]) * (actuals[j] - factor * points[j]);
        }
        return (cross, squares, Math.Sqrt(error));
    }

    /// <param name="Share">How much of the way is gone when very much was seen.</param>
    sealed record Limits(double Share, double Smallest, double Largest)
    {
        public double PartOfTheWay(double factor, int distinct) =>
            1 + Share * distinct / (distinct + PriorValues) * (Math.Clamp(factor, Smallest, Largest) - 1);
    }
}

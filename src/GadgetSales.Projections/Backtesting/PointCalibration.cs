namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// A factor that brings the points nearer to what the backtest saw: the methods project means, but the absolute error is least at the median,
/// which on skewed sales lies lower. Only part of the way to the factor with the least backtest error is gone, the more the more was seen.
/// </summary>
internal static class PointCalibration
{
    const double PriorValues = 30;
    const int Rounds = 6;
    const int FewestPairs = 3;

    static readonly Limits Median = new(1, 0.3, 1.05);
    static readonly Limits SlowMover = new(1, 0.1, 2);

    /// <summary>The factor with the least absolute error is the median of actual / point, each weighted by its point.</summary>
    /// <param name="points">At least 0 where they are to count.</param>
    /// <param name="distinct">How many independent values the actuals hold; see <see cref="Independent"/>.</param>
    public static double ForAbsoluteError(ReadOnlySpan<double> actuals, ReadOnlySpan<double> points, double distinct)
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
    /// How many of <paramref name="distinct"/> values count: errors of neighbouring steps that mostly have the same sign say the same thing several times. As many
    /// values of an autoregression of that correlation know as much about its mean.
    /// </summary>
    public static double Independent(ReadOnlySpan<double> actuals, ReadOnlySpan<double> points, int horizon, int distinct)
    {
        var (same, pairs) = (0, 0);
        for (var i = 0; i < points.Length; i++)
        {
            if (i % horizon != 0 && points[i] > 0 && points[i - 1] > 0)
            {
                var product = Math.Sign(actuals[i] - points[i]) * Math.Sign(actuals[i - 1] - points[i - 1]);
                same += product;
                pairs += Math.Abs(product);
            }
        }
        var correlation = Math.Clamp(pairs > FewestPairs ? (double)same / pairs : 0.5, 0, 0.95);
        return distinct * (1 - correlation) / (1 + correlation);
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
        public double PartOfTheWay(double factor, double distinct) =>
            1 + Share * distinct / (distinct + PriorValues) * (Math.Clamp(factor, Smallest, Largest) - 1);
    }
}

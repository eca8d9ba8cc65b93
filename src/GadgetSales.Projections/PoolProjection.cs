namespace GadgetSales.Projections;

/// <summary>What the weighted methods of the pool project from the end of the history, estimated on all of it.</summary>
/// <param name="Points">Drawn to the median.</param>
/// <param name="Means">Not drawn, and moved so that over the last values what was expected adds up to what was sold.</param>
/// <param name="Fitted">One-step projections of each value.</param>
/// <param name="Residuals">What was sold less the fitted.</param>
/// <param name="FirstResidual">Before it the methods were still finding their feet.</param>
/// <param name="MeanFactor">What leads from undrawn points to means.</param>
internal sealed record PoolProjection(double[] Points, double[] Means, double[] Fitted, double[] Residuals, int FirstResidual, double MeanFactor)
{
    const int MeanWindow = 364;
    const int RecentWindow = 91;
    const int ResidualWindow = 400;
    const double SmallestMean = 0.7;
    const double LargestMean = 4;
    const double PriorHorizons = 1;

    /// <summary>The observed values of which residuals are known, the newest: older residuals say little about today's spread.</summary>
    public int[] Known(OpenSeries series)
    {
        var from = Math.Max(series.Values.Length - ResidualWindow, FirstResidual);
        int[] known = [.. Enumerable.Range(from, series.Values.Length - from).Where(series.IsObserved)];
        return known.Length > 0 ? known : [series.Values.Length - 1];
    }

    public static PoolProjection Make(OpenSeries series, Backtest backtest, PoolWeights weights, ForecastRequest request, CancellationToken cancellationToken)
    {
        var values = series.Values;
        var points = new double[series.Ahead];
        var fitted = new double[values.Length];
        var methodFitted = new double[values.Length];
        var methodPoints = new double[points.Length];
        for (var c = 0; c < weights.Weights.Length; c++)
        {
            var weight = weights.Weights[c];
            if (weight == 0)
            {
                continue;
            }
            cancellationToken.ThrowIfCancellationRequested();
            var (adjustment, method) = backtest.Candidates[c];
            var adjusted = adjustment.Adjust(values, points.Length);
            method.Run(adjusted.Values, method.Estimate(adjusted.Values), methodPoints, methodFitted);
            adjusted.Restore(methodPoints, values.Length);
            adjusted.Restore(methodFitted, 0);
            for (var j = 0; j < points.Length; j++)
            {
                points[j] += weight * (request.NonNegative ? Math.Max(0, methodPoints[j]) : methodPoints[j]);
            }
            for (var i = 0; i < fitted.Length; i++)
            {
                fitted[i] += weight * methodFitted[i];
            }
        }
        double[] residuals = [.. series.Actuals.Zip(fitted, (actual, expected) => actual - expected)];
        var first = Math.Min(values.Length / 2, series.Seasons is [.., var longest] ? longest : 3);
        var sold = series.Prepared.BulkOrdersRepeat ? series.Actuals : values;
        var factor = MeanFactorOf(sold.AsSpan(first), fitted.AsSpan(first));
        // The few sales of a slow mover say nothing on top of it.
        factor *= weights.SlowMover ? 1 : Math.Pow(HeldOutFactor(sold, backtest, weights, factor), HeldOutShare(backtest.IndependentHorizons(values.Length)));
        factor *= weights.SlowMover ? 1 : TowardsRecent(points.Sum() * factor / points.Length, sold, weights.Factor);
        return new(
            [.. points.Select(point => point * weights.Factor)], [.. points.Select(point => point * factor)], fitted, residuals, first, factor);
    }

    /// <summary>
    /// The more the median lies below the mean, the less can methods of either kind tell the mean, and the more the plain average of the last values counts.
    /// </summary>
    static double TowardsRecent(double mean, double[] sold, double drawn)
    {
        var recent = sold[Math.Max(0, sold.Length - RecentWindow)..].Average();
        return mean > 0 && recent > 0 ? 1 + Math.Max(0, 1 - drawn) * (Math.Clamp(recent / mean, SmallestMean, LargestMean) - 1) : 1;
    }

    static double MeanFactorOf(ReadOnlySpan<double> actuals, ReadOnlySpan<double> fitted)
    {
        var (sold, expected) = (0.0, 0.0);
        for (var i = Math.Max(0, actuals.Length - MeanWindow); i < actuals.Length; i++)
        {
            sold += actuals[i];
            expected += fitted[i];
        }
        return expected > 0 && sold > 0 ? Math.Clamp(sold / expected, SmallestMean, LargestMean) : 1;
    }

    static double HeldOutShare(double horizons) => 0.5 * horizons / (horizons + PriorHorizons);

    /// <summary>What the sums of backtests missed, with means that are moved by <paramref name="factor"/>.</summary>
    static double HeldOutFactor(double[] actuals, Backtest backtest, PoolWeights weights, double factor)
    {
        var (sold, expected) = (0.0, 0.0);
        for (var k = 0; k < backtest.Origins.Length; k++)
        {
            expected += weights.Points(k).Sum() / weights.Factor * factor;
            sold += actuals.AsSpan(backtest.Origins[k], backtest.Horizon).ToArray().Sum();
        }
        return expected > 0 && sold > 0 ? Math.Clamp(sold / expected, SmallestMean, 1 / SmallestMean) : 1;
    }
}

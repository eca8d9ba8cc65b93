using GadgetSales.Projections.Methods;

namespace GadgetSales.Projections;

/// <summary>
/// One run over one series in opening time: choose the pool, backtest it, weigh it against seasonal naive, project, put intervals around it.
/// </summary>
internal sealed class PooledForecast(OpenSeries series, double[] levels, bool nonNegative, CancellationToken cancellationToken)
{
    /// <summary>Older residuals say little about today's spread.</summary>
    const int ResidualWindow = 400;

    readonly double[] values = series.Values;
    readonly bool slowMover = nonNegative && MethodPool.IsIntermittent(series.Values);

    public ForecastResult Run()
    {
        // All seasons that the history supports compete; the test only decides what naive has to be beaten.
        var seasons = series.Seasons;
        var (origins, horizon) = Backtest.Plan(values.Length, series.Ahead, seasons);
        var groups = slowMover ? MethodPool.Intermittent(seasons, origins[0]) : MethodPool.Regular(values, seasons, series.Nested, origins[0]);
        var backtest = Backtest.Run(values, groups, origins, horizon, nonNegative, cancellationToken);
        var errors = backtest.Errors(values, slowMover);
        var naive = NaiveIndex(backtest, errors, [.. seasons.Where(period => SeasonalityTest.IsSeasonal(values, period))]);
        var (weights, gate) = Weigh(backtest, errors, naive);
        var factor = weights[naive] == 1 ? 1 : Factor(backtest, weights, naive);
        var points = new double[series.Ahead];
        var residuals = Project(backtest, weights, factor, points, seasons);
        var heldOut = HeldOutErrors(backtest, errors, gate, factor);
        var spread = ErrorSpread.Learn(residuals, heldOut, points.Length, backtest.IndependentHorizons(values.Length));
        var intervals = slowMover
            ? Intervals.Seen(values, points, levels)
            : Intervals.Around(points, spread.Deviations, levels, spread.Reach, nonNegative);
        var accuracy = new BacktestReport(series, backtest, levels, nonNegative, slowMover).Make(weights, factor, naive, residuals, heldOut);
        return new(series.Spread(points), [.. intervals.Select(series.Spread)], Describe(backtest, weights, naive, accuracy), accuracy);
    }

    /// <summary>The yardstick: of the seasonal naives of the seasons the test found (of lag 1 when it found none) the one with the smallest error.</summary>
    static int NaiveIndex(Backtest backtest, double[,] errors, int[] seasons)
    {
        var best = -1;
        var smallest = double.PositiveInfinity;
        for (var c = 0; c < backtest.Candidates.Length; c++)
        {
            if (backtest.Candidates[c].Method is SeasonalNaive naive && (seasons.Length == 0 ? naive.Period == 1 : seasons.Contains(naive.Period)))
            {
                var sum = 0.0;
                for (var k = 0; k < backtest.Origins.Length; k++)
                {
                    sum += errors[c, k];
                }
                (best, smallest) = sum < smallest || best < 0 ? (c, sum) : (best, smallest);
            }
        }
        return best;
    }

    /// <summary>
    /// Weights whose combination beats seasonal naive in the backtest: of all methods if that does, else of the methods that do by
    /// themselves (their weighted mean then does too, because the error is convex), else seasonal naive alone.
    /// </summary>
    (double[] Weights, int Gate) Weigh(Backtest backtest, double[,] errors, int naive)
    {
        var horizons = backtest.IndependentHorizons(values.Length);
        var weights = Combination.Weights(errors, slowMover, horizons);
        if (backtest.Error(values, weights, slowMover) < backtest.Error(values, Only(naive, weights.Length), slowMover))
        {
            return (weights, -1);
        }
        return (Combination.Weights(errors, slowMover, horizons, gate: naive), naive);
    }

    static double[] Only(int candidate, int count)
    {
        var weights = new double[count];
        weights[candidate] = 1;
        return weights;
    }

    /// <summary>Between 1 and the factor with the least backtest error, so it never makes the backtest worse: the error is convex in it.</summary>
    /// <remarks>
    /// A slow mover's factor has the least mean of roots, while seasonal naive is to be beaten in squares: it must leave that so, or is 1.
    /// </remarks>
    double Factor(Backtest backtest, double[] weights, int naive)
    {
        var actuals = new double[backtest.Origins.Length * backtest.Horizon];
        var points = new double[actuals.Length];
        for (var k = 0; k < backtest.Origins.Length; k++)
        {
            backtest.Combine(weights, k, points.AsSpan(k * backtest.Horizon, backtest.Horizon));
            values.AsSpan(backtest.Origins[k], backtest.Horizon).CopyTo(actuals.AsSpan(k * backtest.Horizon));
        }
        var distinct = values.Length - backtest.Origins[0];
        if (!slowMover)
        {
            return PointCalibration.ForAbsoluteError(actuals, points, distinct);
        }
        var factor = PointCalibration.ForSquaredError(actuals, points, backtest.Horizon, distinct);
        var squares = points.Zip(actuals, (point, actual) => (factor * point - actual) * (factor * point - actual)).Average();
        return squares < backtest.Error(values, Only(naive, weights.Length), squared: true) ? factor : 1;
    }

    /// <summary>Fills the points with the weighted mean of the methods, estimated on all values; returns their one-step residuals.</summary>
    double[] Project(Backtest backtest, double[] weights, double factor, double[] points, int[] seasons)
    {
        var fitted = new double[values.Length];
        var methodFitted = new double[values.Length];
        var methodPoints = new double[points.Length];
        for (var c = 0; c < weights.Length; c++)
        {
            if (weights[c] == 0)
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
                points[j] += factor * weights[c] * (nonNegative ? Math.Max(0, methodPoints[j]) : methodPoints[j]);
            }
            for (var i = 0; i < fitted.Length; i++)
            {
                fitted[i] += weights[c] * methodFitted[i];
            }
        }
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = values[i] - fitted[i];
        }
        var from = Math.Max(values.Length - ResidualWindow, Math.Min(values.Length / 2, seasons.Length > 0 ? seasons[^1] : 3));
        return fitted[from..];
    }

    /// <summary>Errors of each origin with weights from the others: what the spread is learnt from.</summary>
    double[][] HeldOutErrors(Backtest backtest, double[,] errors, int gate, double factor)
    {
        var horizons = backtest.IndependentHorizons(values.Length);
        var heldOut = new double[backtest.Origins.Length][];
        for (var k = 0; k < heldOut.Length; k++)
        {
            heldOut[k] = new double[backtest.Horizon];
            backtest.Combine(Combination.Weights(errors, slowMover, horizons, k, gate), k, heldOut[k]);
            for (var j = 0; j < backtest.Horizon; j++)
            {
                heldOut[k][j] = values[backtest.Origins[k] + j] - factor * heldOut[k][j];
            }
        }
        return heldOut;
    }

    ForecastModel Describe(Backtest backtest, double[] weights, int naive, BacktestAccuracy accuracy)
    {
        ForecastPart[] parts =
        [
            .. weights.Select((weight, c) => new ForecastPart(backtest.Candidates[c].Name, weight))
                .Where(part => part.Weight > 0).OrderByDescending(part => part.Weight),
        ];
        var yardstick = accuracy.NaivePeriod == 1 ? "the last value repeated" : $"repeating the last {accuracy.NaivePeriod} values";
        var origins = accuracy.Origins.Count == 1 ? "1 backtest" : $"{accuracy.Origins.Count} backtests";
        if (weights[naive] == 1)
        {
            return new(accuracy.NaivePeriod == 1 ? "naive" : "seasonal naive", $"No method did better than {yardstick} in {origins}, so that is used.", parts);
        }
        var better = $"{accuracy.Skill:P0} less error than {yardstick} in {origins}";
        var kind = slowMover ? "A slow mover. " : "";
        return parts.Length == 1
            ? new(parts[0].Method, $"{kind}The best method: {better}.", parts)
            : new("combination", $"{kind}The weighted mean of {parts.Length} methods: {better}.", parts);
    }
}

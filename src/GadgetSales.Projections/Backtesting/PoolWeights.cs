using GadgetSales.Projections.Methods;

namespace GadgetSales.Projections.Backtesting;

/// <summary>What a backtest says of its candidates: their weights, the factor that draws their mean to the median, and the yardstick.</summary>
internal sealed class PoolWeights
{
    readonly double[,] errors;
    readonly Backtest backtest;
    readonly double[] actuals;
    readonly bool slowMover;

    /// <param name="actuals">What happened, by the indices of the backtest.</param>
    /// <param name="seasons">Those that the test found.</param>
    public PoolWeights(Backtest backtest, double[] actuals, double[] values, bool slowMover, int[] seasons)
    {
        (this.backtest, this.actuals, this.slowMover) = (backtest, actuals, slowMover);
        errors = backtest.Errors(actuals, slowMover);
        Naive = Yardstick(seasons);
        var naiveError = backtest.Error(actuals, Only(Naive), slowMover);
        ExcludeNaive(values);
        Weights = Combination.Weights(errors, slowMover, Horizons);
        if (backtest.Error(actuals, Weights, slowMover) >= naiveError)
        {
            NaiveWon = true;
            Weights = naiveError == 0 ? Only(Naive) : NaivePeriod > 1 ? HalfNaive(Weights) : Weights;
        }
        Factor = Weights[Naive] == 1 ? 1 : Calibrate(naiveError);
    }

    public bool SlowMover => slowMover;

    public double[] Weights { get; }

    /// <summary>What the combination is multiplied with.</summary>
    public double Factor { get; }

    /// <summary>The candidate that the others are measured by.</summary>
    public int Naive { get; }

    /// <summary>The combination did not do better than the yardstick, which then has half of the weight where there is a season.</summary>
    public bool NaiveWon { get; }

    public int NaivePeriod => ((SeasonalNaive)backtest.Candidates[Naive].Method).Period;

    double Horizons => backtest.IndependentHorizons(actuals.Length);

    /// <summary>The points of an origin with weights that do not know its errors.</summary>
    public double[] HeldOut(int origin) => Points(Combination.Weights(errors, slowMover, Horizons, origin), origin);

    public double[] Points(int origin) => Points(Weights, origin);

    double[] Points(double[] weights, int origin)
    {
        var points = new double[backtest.Horizon];
        backtest.Combine(weights, origin, points);
        foreach (ref var point in points.AsSpan())
        {
            point *= Factor;
        }
        return points;
    }

    /// <summary>Of the seasonal naives of the seasons the test found (of lag 1 when it found none) the one with the smallest error.</summary>
    int Yardstick(int[] seasons)
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
    /// The last value repeated is a yardstick, not a method: where values are zero it is right as long as nothing sells and then repeats the one large order,
    /// and in few values it is best by luck.
    /// </summary>
    void ExcludeNaive(double[] values)
    {
        var one = Array.FindIndex(backtest.Candidates, candidate => candidate.Method is SeasonalNaive { Period: 1 });
        var lucky = slowMover || values.Length < MethodPool.FewValues || values.AsSpan().ContainsAnyInRange(double.NegativeInfinity, 0);
        for (var k = 0; one >= 0 && lucky && backtest.Candidates.Length > 1 && k < backtest.Origins.Length; k++)
        {
            errors[one, k] = double.PositiveInfinity;
        }
    }

    double[] Only(int candidate)
    {
        var weights = new double[backtest.Candidates.Length];
        weights[candidate] = 1;
        return weights;
    }

    double[] HalfNaive(double[] weights)
    {
        double[] half = [.. weights.Select(weight => 0.5 * weight)];
        half[Naive] += 0.5;
        return half;
    }

    double Calibrate(double naiveError)
    {
        var horizon = backtest.Horizon;
        var seen = new double[backtest.Origins.Length * horizon];
        var points = new double[seen.Length];
        for (var k = 0; k < backtest.Origins.Length; k++)
        {
            backtest.Combine(Weights, k, points.AsSpan(k * horizon, horizon));
            actuals.AsSpan(backtest.Origins[k], horizon).CopyTo(seen.AsSpan(k * horizon));
        }
        var distinct = actuals.Length - backtest.Origins[0];
        if (!slowMover)
        {
            return PointCalibration.ForAbsoluteError(seen, points, Math.Max(Horizons, PointCalibration.Independent(seen, points, horizon, distinct)));
        }
        var factor = PointCalibration.ForSquaredError(seen, points, horizon, distinct);
        // The factor has the least mean of roots, while the yardstick is to be beaten in squares.
        return points.Zip(seen, (point, actual) => (factor * point - actual) * (factor * point - actual)).Average() < naiveError ? factor : 1;
    }
}

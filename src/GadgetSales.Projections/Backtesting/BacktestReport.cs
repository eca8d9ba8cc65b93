using GadgetSales.Projections.Methods;

namespace GadgetSales.Projections.Backtesting;

/// <summary>Turns a backtest in opening time into the figures and origins that are published.</summary>
internal sealed class BacktestReport(OpenSeries series, Backtest backtest, double[] levels, bool nonNegative, bool slowMover)
{
    readonly double[] values = series.Values;

    /// <param name="residuals">One-step residuals, up to the last value.</param>
    /// <param name="heldOut">For each origin its errors, from which the intervals of the other origins are made.</param>
    public BacktestAccuracy Make(double[] weights, double factor, int naive, double[] residuals, double[][] heldOut)
    {
        var period = ((SeasonalNaive)backtest.Candidates[naive].Method).Period;
        var origins = new BacktestOrigin[backtest.Origins.Length];
        for (var k = 0; k < origins.Length; k++)
        {
            origins[k] = Origin(k, weights, factor, naive, residuals, heldOut);
        }
        var (scale, squareScale) = Scales(period);
        var (absolute, squared) = Errors(origins, origin => origin.Points);
        var (naiveAbsolute, naiveSquared) = Errors(origins, origin => origin.NaivePoints);
        var (error, naiveError) = slowMover ? (Math.Sqrt(squared), Math.Sqrt(naiveSquared)) : (absolute, naiveAbsolute);
        return new(
            origins, period, scale, absolute / scale, naiveAbsolute / scale,
            Math.Sqrt(squared) / squareScale, Math.Sqrt(naiveSquared) / squareScale,
            slowMover ? SkillMeasure.Rmsse : SkillMeasure.Mase, naiveError > 0 ? 1 - error / naiveError : 0,
            levels.ToDictionary(level => level, level => Coverage(origins, level)), series.Closed);
    }

    BacktestOrigin Origin(int k, double[] weights, double factor, int naive, double[] residuals, double[][] heldOut)
    {
        var origin = backtest.Origins[k];
        var points = new double[backtest.Horizon];
        backtest.Combine(weights, k, points);
        foreach (ref var point in points.AsSpan())
        {
            point *= factor;
        }
        // Residuals from before the origin only; when none are that old the first one has to do.
        var known = Math.Max(1, residuals.Length - (values.Length - origin));
        var spread = ErrorSpread.Learn(residuals.AsSpan(0, known), heldOut, points.Length, backtest.IndependentHorizons(values.Length), k);
        var intervals = slowMover
            ? Intervals.Seen(values.AsSpan(0, origin), points, levels)
            : Intervals.Around(points, spread.Deviations, levels, spread.Reach, nonNegative);
        return new(
            series.Indices[origin..(origin + points.Length)], points,
            backtest.Points[naive].AsSpan(k * points.Length, points.Length).ToArray(), intervals);
    }

    (double Absolute, double Square) Scales(int period)
    {
        var first = backtest.Origins[0];
        var (absolute, square, count) = (0.0, 0.0, 0);
        for (var i = period; i < first; i++, count++)
        {
            var change = values[i] - values[i - period];
            absolute += Math.Abs(change);
            square += change * change;
        }
        for (var i = 0; absolute == 0 && i < first; i++, count = first)
        {
            absolute += Math.Abs(values[i]);
            square += values[i] * values[i];
        }
        return absolute == 0 ? (1, 1) : (absolute / count, Math.Sqrt(square / count));
    }

    (double Absolute, double Squared) Errors(BacktestOrigin[] origins, Func<BacktestOrigin, IReadOnlyList<double>> points)
    {
        var (absolute, squared, count) = (0.0, 0.0, 0);
        foreach (var (origin, k) in origins.Select((origin, k) => (origin, k)))
        {
            var made = points(origin);
            for (var j = 0; j < made.Count; j++, count++)
            {
                var error = values[backtest.Origins[k] + j] - made[j];
                absolute += Math.Abs(error);
                squared += error * error;
            }
        }
        return (absolute / count, squared / count);
    }

    double Coverage(BacktestOrigin[] origins, double level)
    {
        var (inside, count) = (0, 0);
        for (var k = 0; k < origins.Length; k++)
        {
            var interval = origins[k].Intervals.First(candidate => candidate.Level == level);
            for (var j = 0; j < interval.Lower.Count; j++, count++)
            {
                var value = values[backtest.Origins[k] + j];
                inside += interval.Lower[j] <= value && value <= interval.Upper[j] ? 1 : 0;
            }
        }
        return (double)inside / count;
    }
}

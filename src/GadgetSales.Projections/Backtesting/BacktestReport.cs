namespace GadgetSales.Projections.Backtesting;

/// <summary>Turns a backtest in opening time into the figures and origins that are published, judged by what the request holds.</summary>
internal sealed class BacktestReport(OpenSeries series, Mixture mixture, double[] levels, bool nonNegative, bool slowMover)
{
    /// <summary>What the request holds.</summary>
    readonly double[] values = [.. series.Indices.Select((index, i) => series.Prepared.Raw[index])];
    readonly Backtest backtest = mixture.Backtest;

    public BacktestAccuracy Make()
    {
        var period = mixture.Weights.NaivePeriod;
        var origins = new BacktestOrigin[backtest.Origins.Length];
        for (var k = 0; k < origins.Length; k++)
        {
            origins[k] = Origin(k, period);
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

    BacktestOrigin Origin(int k, int period)
    {
        var origin = backtest.Origins[k];
        var points = mixture.Points[k];
        var spread = mixture.SpreadAt(k);
        var intervals = slowMover
            ? Intervals.Seen(series.Actuals.AsSpan(0, origin), points, levels)
            : Intervals.Around(points, mixture.Deviations(spread, points, origin), levels, spread.Reach, nonNegative);
        // What was not observed is no target.
        int[] steps = [.. Enumerable.Range(0, points.Length).Where(j => series.Prepared.Observed[series.Indices[origin + j]])];
        return new(
            [.. steps.Select(j => series.Indices[origin + j])],
            Restored(points),
            [.. steps.Select(j => values[origin - period + j % period])],
            [.. intervals.Select(interval => new ForecastInterval(interval.Level, Restored(interval.Lower), Restored(interval.Upper)))]);

        double[] Restored(IReadOnlyList<double> each) => [.. steps.Select(j => each[j] * series.Prepared.Factors[series.Indices[origin + j]])];
    }

    (double Absolute, double Square) Scales(int period)
    {
        double[] known = [.. series.LeftOut.Select(index => series.Prepared.Raw[index]), .. values.AsSpan(0, backtest.Origins[0])];
        var (absolute, square, count) = (0.0, 0.0, 0);
        for (var i = period; i < known.Length; i++, count++)
        {
            var change = known[i] - known[i - period];
            absolute += Math.Abs(change);
            square += change * change;
        }
        for (var i = 0; absolute == 0 && i < known.Length; i++, count = known.Length)
        {
            absolute += Math.Abs(known[i]);
            square += known[i] * known[i];
        }
        return absolute == 0 ? (1, 1) : (absolute / count, Math.Sqrt(square / count));
    }

    (double Absolute, double Squared) Errors(BacktestOrigin[] origins, Func<BacktestOrigin, IReadOnlyList<double>> points)
    {
        var (absolute, squared, count) = (0.0, 0.0, 0);
        foreach (var origin in origins)
        {
            var made = points(origin);
            for (var j = 0; j < made.Count; j++, count++)
            {
                var error = series.Prepared.Raw[origin.Targets[j]] - made[j];
                absolute += Math.Abs(error);
                squared += error * error;
            }
        }
        return count > 0 ? (absolute / count, squared / count) : (0, 0);
    }

    double Coverage(BacktestOrigin[] origins, double level)
    {
        var (inside, count) = (0, 0);
        for (var k = 0; k < origins.Length; k++)
        {
            var interval = origins[k].Intervals.First(candidate => candidate.Level == level);
            for (var j = 0; j < interval.Lower.Count; j++, count++)
            {
                var value = series.Prepared.Raw[origins[k].Targets[j]];
                inside += interval.Lower[j] <= value && value <= interval.Upper[j] ? 1 : 0;
            }
        }
        return count > 0 ? (double)inside / count : 1;
    }
}

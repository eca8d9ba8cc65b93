using GadgetSales.Projections.Nets;

namespace GadgetSales.Projections;

/// <summary>Pool and net together, at each origin of a backtest and at the end of the history.</summary>
internal sealed class Mixture
{
    const double ClampLevel = 95;
    const int PriorErrors = 5;

    readonly OpenSeries series;
    NetMember? net;
    readonly NoiseShape shape;
    readonly double[] residuals;

    /// <param name="net">Null where no net knows the series.</param>
    public Mixture(OpenSeries series, Backtest backtest, PoolWeights weights, NetMember? net, NoiseShape shape, PoolProjection pool)
    {
        (this.series, this.net, this.shape, Backtest, Weights) = (series, net, shape, backtest, weights);
        residuals = [.. pool.Known(series).Select(i => pool.Residuals[i] / shape.At(pool.Fitted[i], i))];
        Points = new double[backtest.Origins.Length][];
        Errors = new double[backtest.Origins.Length][];
        double[][] heldOut = [.. backtest.Origins.Select((_, k) => weights.HeldOut(k))];
        for (var k = 0; k < heldOut.Length; k++)
        {
            Errors[k] = ErrorsOf(heldOut[k], k);
            Points[k] = weights.Points(k);
        }
        if (net is not null)
        {
            AddNet(heldOut);
        }
    }

    /// <summary>With the share that the backtest leaves it; null where no net knows the series.</summary>
    public NetMember? Net => net;

    public Backtest Backtest { get; }

    public PoolWeights Weights { get; }

    /// <summary>For each origin the medians, made with the weights of the projection.</summary>
    public double[][] Points { get; }

    /// <summary>For each origin the errors in units of the usual noise, made with weights that did not know them.</summary>
    double[][] Errors { get; }

    double Horizons => Backtest.IndependentHorizons(series.Values.Length);

    public ErrorSpread Spread(int horizon) => ErrorSpread.Learn(residuals, Errors, horizon, Horizons);

    /// <summary>The spread as it was known at an origin: from residuals before it and from the errors of the other origins.</summary>
    public ErrorSpread SpreadAt(int origin)
    {
        // When no residuals are that old the first one has to do.
        var known = Math.Max(1, residuals.Length - (series.Values.Length - Backtest.Origins[origin]));
        return ErrorSpread.Learn(residuals.AsSpan(0, known), Errors, Backtest.Horizon, Horizons, origin);
    }

    /// <param name="first">The index of the first point, in open slots.</param>
    public double[] Deviations(ErrorSpread spread, double[] points, int first) =>
        [.. points.Select((point, j) => spread.Deviations[j] * shape.At(point, first + j))];

    /// <summary>Medians and means of the horizon.</summary>
    public (double[] Medians, double[] Means) Project(PoolProjection pool)
    {
        var (medians, means) = (pool.Points.ToArray(), pool.Means.ToArray());
        if (net is not null)
        {
            var said = net.Project(series.All);
            var ahead = Ahead(series.Values.Length, medians.Length, series.Length);
            var reach = Reach(Spread(medians.Length), medians, series.Values.Length);
            net.Mix([.. said.Select(step => step.Median)], ahead, reach, medians);
            net.Mix([.. said.Select(step => step.Mean)], ahead, reach, means);
        }
        return (medians, means);
    }

    /// <summary>The mean product of two different steps' errors of the same origin over the mean square of one, 0 to 1.</summary>
    public double Correlation()
    {
        var (products, squares) = (0.0, 0.0);
        foreach (var errors in Errors)
        {
            var (sum, square) = (errors.Sum(), errors.Sum(error => error * error));
            products += sum * sum - square;
            squares += square;
        }
        var others = Backtest.Horizon - 1;
        return others == 0 || squares == 0 ? 1 : Math.Clamp(products / others / squares, 0, 1);
    }

    void AddNet(double[][] heldOut)
    {
        // The net is bound by the pool's own interval, so that is needed first.
        var spread = Spread(Backtest.Horizon);
        var said = new double[heldOut.Length][];
        var (own, pool) = (0.0, 0.0);
        for (var k = 0; k < heldOut.Length; k++)
        {
            var origin = Backtest.Origins[k];
            var length = series.Indices[origin];
            said[k] = [.. net!.Project(series.All.AsSpan(0, length)).Select(step => step.Median)];
            var alone = heldOut[k].ToArray();
            (net with { Share = 1 }).Mix(said[k], Ahead(origin, Backtest.Horizon, length), Reach(spread, heldOut[k], origin), alone);
            own += ErrorsOf(alone, k).Sum(Math.Abs);
            pool += Errors[k].Sum(Math.Abs);
        }
        net = net!.Weighed(pool, own);
        for (var k = 0; k < heldOut.Length; k++)
        {
            var origin = Backtest.Origins[k];
            var ahead = Ahead(origin, Backtest.Horizon, series.Indices[origin]);
            var reach = Reach(spread, heldOut[k], origin);
            net.Mix(said[k], ahead, reach, heldOut[k]);
            net.Mix(said[k], ahead, reach, Points[k]);
            Errors[k] = ErrorsOf(heldOut[k], k);
        }
    }

    double[] Reach(ErrorSpread spread, double[] points, int first)
    {
        var reach = spread.Reach(ClampLevel);
        return [.. Deviations(spread, points, first).Select(deviation => reach * deviation)];
    }

    int[] Ahead(int origin, int count, int length) => [.. Enumerable.Range(0, count).Select(j => series.IndexOf(origin, j) - length)];

    double[] ErrorsOf(double[] points, int k)
    {
        var origin = Backtest.Origins[k];
        double[] errors = [.. points.Select((point, j) => (series.Actuals[origin + j] - point) / shape.At(point, origin + j))];
        bool[] observed = [.. points.Select((_, j) => series.IsObserved(origin + j))];
        if (!observed.Contains(false))
        {
            return errors;
        }
        var squares = residuals.Average(residual => residual * residual);
        var usual = Math.Sqrt(errors.Where((_, j) => observed[j]).Select(error => error * error).Concat(Enumerable.Repeat(squares, PriorErrors)).Average());
        // What was not observed was made up from its neighbours: its own error would say that the series is easy.
        return [.. errors.Select((error, j) => observed[j] ? error : j % 2 == 0 ? usual : -usual)];
    }
}

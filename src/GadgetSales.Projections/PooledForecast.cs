using GadgetSales.Projections.Calendar;
using GadgetSales.Projections.Nets;

namespace GadgetSales.Projections;

/// <summary>
/// One run over one series in opening time: choose the pool, backtest it, weigh it, project, let the net of the grain have its say, put intervals around it.
/// </summary>
internal sealed class PooledForecast(OpenSeries series, ForecastRequest request, CalendarEffects effects, double[] levels, CancellationToken cancellationToken)
{
    const int LongestPosition = 31;

    // The mean factor of few sales is itself uncertain.
    const double SlowMean = 0.7;

    // Of a series that sells on most days, half of the values lie above such a part of the mean.
    const double LeastMedian = 0.45;

    readonly double[] values = series.Values;
    readonly bool slowMover = request.NonNegative && MethodPool.IsIntermittent(series.Values);

    public ForecastResult Run()
    {
        // All seasons that the history supports compete; the test only decides what naive has to be beaten.
        var seasons = series.Seasons;
        var (origins, horizon) = Backtest.Plan(values.Length, series.Ahead, seasons, series.Year is { } year ? year.Period + year.Recent : 0);
        var groups = slowMover
            ? MethodPool.Intermittent(seasons, origins[0])
            : MethodPool.Regular(values, seasons, series.Nested, origins[0], series.Year);
        var backtest = Backtest.Run(values, groups, origins, horizon, request.NonNegative, cancellationToken);
        var weights = new PoolWeights(backtest, series.Actuals, values, slowMover, [.. seasons.Where(period => SeasonalityTest.IsSeasonal(values, period))]);
        var pool = PoolProjection.Make(series, backtest, weights, request, cancellationToken);
        var net = slowMover ? null : NetMember.For(request.CandidatePeriods, series.All, values);
        var shape = Shape(pool, seasons);
        var mixture = new Mixture(series, backtest, weights, net, shape, pool);
        var (medians, means) = mixture.Project(pool);
        Settle(medians, means, seasons);
        var spread = mixture.Spread(series.Ahead);
        var deviations = mixture.Deviations(spread, medians, values.Length);
        var accuracy = new BacktestReport(series, mixture, levels, request.NonNegative, slowMover).Make();
        var points = series.Spread(means);
        return new(points, Around(medians, means, deviations, spread), Describe(backtest, weights, mixture.Net, accuracy), accuracy)
        {
            Median = series.Spread(medians),
            Quantiles = [.. request.Quantiles.Distinct().Order().Select(each => new ForecastQuantile(each, series.Spread(Quantile(each, medians, deviations, spread))))],
            Total = slowMover
                ? HorizonTotal.OfSlowMover(values, series.InUnit(means), levels, request)
                : HorizonTotal.Of(points, series.Spread(deviations), mixture.Correlation(), spread, levels, request),
            Components = request.WithComponents ? Components.Of(points, series, effects) : null,
            Notes = series.Prepared.Notes,
        };
    }

    /// <summary>Bounds what trends may reach, keeps the mean of a slow mover near what errs least, and takes off what may not be sold any more.</summary>
    void Settle(double[] medians, double[] means, int[] seasons)
    {
        if (request.NonNegative)
        {
            TrendBound.Apply(values, TrendBound.CycleOf(seasons), medians, means);
        }
        for (var j = 0; j < means.Length; j++)
        {
            means[j] = slowMover ? SlowMean * means[j] + (1 - SlowMean) * medians[j] : means[j];
            medians[j] = slowMover || !request.NonNegative ? medians[j] : Math.Max(medians[j], LeastMedian * means[j]);
            means[j] *= 1 - series.Prepared.Doubt;
            medians[j] *= 1 - series.Prepared.Doubt;
        }
    }

    ForecastInterval[] Around(double[] medians, double[] means, double[] deviations, ErrorSpread spread)
    {
        var intervals = slowMover
            ? Intervals.Seen(values, medians, levels)
            : Intervals.Around(medians, deviations, levels, spread.Reach, request.NonNegative);
        intervals = series.Prepared.EndsUnobserved && request.NonNegative ? Intervals.DownToZero(intervals) : intervals;
        return [.. Intervals.Containing(intervals, means).Select(series.Spread)];
    }

    double[] Quantile(double quantile, double[] medians, double[] deviations, ErrorSpread spread) => slowMover
        ? Intervals.SeenQuantile(values, medians.Length, quantile)
        : Intervals.Quantile(medians, deviations, quantile, spread.Reach, request.NonNegative);

    NoiseShape Shape(PoolProjection pool, int[] seasons)
    {
        var (positions, positionOf) = series.Nested is [var nested, ..] ? (nested.Inner, i => nested.Positions[i] % nested.Inner)
            : seasons is [var shortest, ..] && shortest <= LongestPosition ? (shortest, (Func<int, int>)(i => i % shortest))
            : (0, i => 0);
        var known = pool.Known(series);
        return NoiseShape.Learn([.. known.Select(i => pool.Residuals[i])], [.. known.Select(i => pool.Fitted[i])], known, positions, positionOf);
    }

    ForecastModel Describe(Backtest backtest, PoolWeights weights, NetMember? net, BacktestAccuracy accuracy)
    {
        var share = net?.Share ?? 0;
        IEnumerable<ForecastPart> nets = net is null ? [] : [new(net.Name, share)];
        ForecastPart[] parts =
        [
            .. weights.Weights.Select((weight, c) => new ForecastPart(backtest.Candidates[c].Name, (1 - share) * weight)).Concat(nets)
                .Where(part => part.Weight > 0).OrderByDescending(part => part.Weight),
        ];
        var yardstick = accuracy.NaivePeriod == 1 ? "the last value repeated" : $"repeating the last {accuracy.NaivePeriod} values";
        var origins = accuracy.Origins.Count == 1 ? "1 backtest" : $"{accuracy.Origins.Count} backtests";
        if (weights.Weights[weights.Naive] == 1)
        {
            return new(accuracy.NaivePeriod == 1 ? "naive" : "seasonal naive", $"No method did better than {yardstick} in {origins}, so that is used.", parts);
        }
        if (accuracy.Skill <= 0)
        {
            var half = accuracy.NaivePeriod > 1 ? "so that has half of the weight of the methods" : "which may be luck: the methods are used all the same";
            return new("combination", $"The weighted mean of {parts.Length} methods did not do better than {yardstick} in {origins}, {half}.", parts);
        }
        var better = $"{accuracy.Skill:P0} less error than {yardstick} in {origins}";
        var kind = slowMover ? "A slow mover. " : "";
        return parts.Length == 1
            ? new(parts[0].Method, $"{kind}The best method: {better}.", parts)
            : new("combination", $"{kind}The weighted mean of {parts.Length} methods: {better}.", parts);
    }
}

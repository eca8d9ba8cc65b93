using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>The projection of one series, in whole quanta: minor units for money, hundredths for counts (a slow mover sells 0.3 pieces a day).</summary>
/// <param name="Sales">What was sold.</param>
/// <param name="Points">The expected values, one for each projected period: they add up.</param>
/// <param name="Intervals">Narrowest level first.</param>
/// <param name="Accuracy">Of the series by itself, before reconciliation and events; null where nothing could be held back.</param>
public sealed record SeriesProjection(
    SeriesHistory Sales, IReadOnlyList<long> Points, IReadOnlyList<ProjectedInterval> Intervals, ForecastModel Model, SeriesAccuracy? Accuracy)
{
    /// <summary>As often below as above.</summary>
    public IReadOnlyList<long> Median { get; init; } = Points;

    /// <summary>One for each that was asked for, ascending.</summary>
    public IReadOnlyList<ProjectedQuantile> Quantiles { get; init; } = [];

    /// <summary>Null unless asked for.</summary>
    public ProjectedTotal? Total { get; init; }

    /// <summary>Null unless asked for, and where there is nothing to take apart.</summary>
    public ProjectedComponents? Components { get; init; }

    /// <summary>Null unless asked for, and where nothing could be held back.</summary>
    public SeriesBacktest? Backtest { get; init; }

    /// <summary>What was done to the history before it was learnt from, and what was learnt of holidays and events, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why nothing can be said and what is needed; then every number means nothing. Null where there is an answer.</summary>
    public string? Refusal { get; init; }

    /// <summary>Quanta in one unit of the measure.</summary>
    public static int Scale(Measure measure) => measure.IsMoney ? 1 : 100;
}

/// <summary>Bounds in quanta; they always contain the points and medians.</summary>
public sealed record ProjectedInterval(double Level, IReadOnlyList<long> Lower, IReadOnlyList<long> Upper);

/// <summary>In quanta.</summary>
public sealed record ProjectedQuantile(double Quantile, IReadOnlyList<long> Values);

/// <summary>The figures of <see cref="BacktestAccuracy"/> that answers tell.</summary>
/// <param name="ErrorCorrelation">How much the errors of one origin's steps go together, 0 to 1; see <see cref="SeriesNowcast"/>.</param>
public sealed record SeriesAccuracy(
    int Origins, int NaivePeriod, double Mase, double SeasonalNaiveMase, double Rmsse, double SeasonalNaiveRmsse, SkillMeasure SkillMeasure, double Skill,
    IReadOnlyDictionary<double, double> Coverage, double ErrorCorrelation)
{
    /// <param name="values">The request that was backtested.</param>
    public static SeriesAccuracy? Of(BacktestAccuracy? backtest, IReadOnlyList<double> values) => backtest is null ? null : new(
        backtest.Origins.Count, backtest.NaivePeriod, backtest.Mase, backtest.SeasonalNaiveMase, backtest.Rmsse, backtest.SeasonalNaiveRmsse,
        backtest.SkillMeasure, backtest.Skill, backtest.Coverage, Correlation(backtest, values));

    /// <summary>The mean product of two different steps' errors of the same origin over the mean square of one.</summary>
    static double Correlation(BacktestAccuracy backtest, IReadOnlyList<double> values)
    {
        var (products, pairs, squares, count) = (0.0, 0, 0.0, 0);
        foreach (var origin in backtest.Origins)
        {
            var (sum, square) = (0.0, 0.0);
            for (var i = 0; i < origin.Targets.Count; i++)
            {
                var error = values[origin.Targets[i]] - origin.Points[i];
                sum += error;
                square += error * error;
            }

            products += (sum * sum) - square;
            pairs += origin.Targets.Count * (origin.Targets.Count - 1);
            squares += square;
            count += origin.Targets.Count;
        }

        return pairs == 0 || squares == 0 ? 1 : Math.Clamp(products / pairs / (squares / count), 0, 1);
    }
}

/// <summary>The answer to a <see cref="ProjectionQuery"/>.</summary>
/// <param name="Series">The groups, the largest projection first.</param>
/// <param name="Totals">What the groups sum to, for each key of <see cref="ProjectionQuery.TotalsBy"/>; empty without grouping and where parts do not add up.</param>
public sealed record Projection(IReadOnlyList<SeriesProjection> Series, IReadOnlyList<SeriesProjection> Totals)
{
    /// <summary>For each dimension of the grouping the wholes of its values; empty unless asked for.</summary>
    public IReadOnlyList<ProjectedSubtotals> Subtotals { get; init; } = [];
}

/// <param name="By">What they are kept apart by: a dimension of the grouping, and those of the totals.</param>
/// <param name="Series">The largest first.</param>
public sealed record ProjectedSubtotals(IReadOnlyList<Dimension> By, IReadOnlyList<SeriesProjection> Series);

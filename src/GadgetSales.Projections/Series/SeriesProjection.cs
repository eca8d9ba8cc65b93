using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>The projection of one series, in whole quanta: minor units for money, hundredths for counts (a slow mover sells 0.3 pieces a day).</summary>
/// <param name="Sales">What was sold.</param>
/// <param name="Points">One for each projected period.</param>
/// <param name="Intervals">Narrowest level first.</param>
/// <param name="Accuracy">Of the series by itself, before reconciliation and events; null where nothing could be held back.</param>
public sealed record SeriesProjection(
    SeriesHistory Sales, IReadOnlyList<long> Points, IReadOnlyList<ProjectedInterval> Intervals, ForecastModel Model, SeriesAccuracy? Accuracy)
{
    /// <summary>Quanta in one unit of the measure.</summary>
    public static int Scale(Measure measure) => measure.IsMoney ? 1 : 100;
}

/// <summary>Bounds in quanta; they always contain the points.</summary>
public sealed record ProjectedInterval(double Level, IReadOnlyList<long> Lower, IReadOnlyList<long> Upper);

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
public sealed record Projection(IReadOnlyList<SeriesProjection> Series, IReadOnlyList<SeriesProjection> Totals);

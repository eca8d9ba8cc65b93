using GadgetSales.Core.Lake;

namespace GadgetSales.Core.Projections.Series;

/// <summary>The projection of one series, in whole quanta: minor units for money, hundredths for counts (a slow mover sells 0.3 pieces a day).</summary>
/// <param name="Sales">What was sold.</param>
/// <param name="Points">One for each projected period.</param>
/// <param name="Intervals">Narrowest level first.</param>
/// <param name="Accuracy">Of the series by itself, before reconciliation and events; null where nothing could be held back.</param>
public sealed record ProjectedSeries(
    SalesSeries Sales, IReadOnlyList<long> Points, IReadOnlyList<ProjectedInterval> Intervals, ForecastModel Model, SeriesAccuracy? Accuracy)
{
    /// <summary>Quanta in one unit of the measure.</summary>
    public static int Scale(Measure measure) => measure.IsMoney ? 1 : 100;
}

/// <summary>Bounds in quanta; they always contain the points.</summary>
public sealed record ProjectedInterval(double Level, IReadOnlyList<long> Lower, IReadOnlyList<long> Upper);

/// <summary>The figures of <see cref="BacktestAccuracy"/> that answers tell.</summary>
public sealed record SeriesAccuracy(
    int Origins, int NaivePeriod, double Mase, double SeasonalNaiveMase, double Rmsse, double SeasonalNaiveRmsse, SkillMeasure SkillMeasure, double Skill,
    IReadOnlyDictionary<double, double> Coverage)
{
    public static SeriesAccuracy? Of(BacktestAccuracy? backtest) => backtest is null ? null : new(
        backtest.Origins.Count, backtest.NaivePeriod, backtest.Mase, backtest.SeasonalNaiveMase, backtest.Rmsse, backtest.SeasonalNaiveRmsse,
        backtest.SkillMeasure, backtest.Skill, backtest.Coverage);
}

/// <summary>The answer to a <see cref="ProjectionQuery"/>.</summary>
/// <param name="Series">The groups, the largest projection first.</param>
/// <param name="Totals">What the groups sum to, for each key of <see cref="ProjectionQuery.TotalsBy"/>; empty without grouping and where parts do not add up.</param>
public sealed record SalesProjection(IReadOnlyList<ProjectedSeries> Series, IReadOnlyList<ProjectedSeries> Totals);

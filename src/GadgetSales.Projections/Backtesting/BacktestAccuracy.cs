namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// How good the same procedure was on the series' own past, by rolling origins: the history is cut at each origin, the steps after it
/// are projected from what came before and compared with what happened. The parameters of the methods come from before the first origin and
/// the intervals of an origin from the other origins. The weights of the combination are those of the projection, and the factor that draws
/// points to the median, the yardstick's period and the closed slots are chosen within the same window: all of them have seen the errors
/// they are judged by, which flatters the figures a little.
/// </summary>
/// <remarks>
/// All figures can be recomputed from <see cref="Origins"/> and the values of the request:
/// <list type="bullet">
/// <item><c>Mase</c> = mean |value - point| over all targets of all origins, divided by <c>Scale</c>.</item>
/// <item><c>SeasonalNaiveMase</c> = the same for the naive points.</item>
/// <item><c>Scale</c> = mean |x(t) - x(t-m)| with m = <c>NaivePeriod</c> over x = the values before the first origin without the
/// <see cref="ClosedSlots"/>, of the last 60 cycles of the longest season (Hyndman and Koehler 2006); the mean |x| when that is 0, and the largest |value| of all when that is 0 too.</item>
/// <item><c>Rmsse</c> and <c>SeasonalNaiveRmsse</c> = the roots of the mean squares in place of the mean absolutes (M5 competition).</item>
/// <item><c>Skill</c> = 1 - Mase / SeasonalNaiveMase: above 0 is better than naive; 0 when naive was used. For slow movers, where the
/// median is 0 and absolute errors reward projecting nothing, it is 1 - Rmsse / SeasonalNaiveRmsse; <c>SkillMeasure</c> says which.</item>
/// <item><c>Coverage[level]</c> = the share (0 to 1) of targets inside their interval, ends included.</item>
/// </list>
/// Closed slots are projected as 0 and are no targets, so they cannot flatter the figures.
/// </remarks>
/// <param name="NaivePeriod">
/// The lag of the seasonal naive it is compared with: of the seasons found the one with the smallest backtest error, 1 without a season.
/// Counted in open slots when slots are closed.
/// </param>
public sealed record BacktestAccuracy(
    IReadOnlyList<BacktestOrigin> Origins,
    int NaivePeriod,
    double Scale,
    double Mase,
    double SeasonalNaiveMase,
    double Rmsse,
    double SeasonalNaiveRmsse,
    SkillMeasure SkillMeasure,
    double Skill,
    IReadOnlyDictionary<double, double> Coverage,
    ClosedSlots ClosedSlots);

/// <summary>One origin: arrays run in parallel, one element a target.</summary>
/// <param name="Targets">Indices into the request's values, all at or after the origin; closed slots are left out.</param>
/// <param name="Intervals">As in the result, for these targets.</param>
public sealed record BacktestOrigin(
    IReadOnlyList<int> Targets,
    IReadOnlyList<double> Points,
    IReadOnlyList<double> NaivePoints,
    IReadOnlyList<ForecastInterval> Intervals);

/// <summary>The error by which methods are weighed and skill is told.</summary>
public enum SkillMeasure
{
    Mase,
    Rmsse,
}

using GadgetSales.Api.Insights;

namespace GadgetSales.Api.Projections;

/// <summary>A projection.</summary>
/// <param name="Measure">What is projected.</param>
/// <param name="Unit">Of every value: minor (the currency's minor unit) or count (with two decimals).</param>
/// <param name="Grain">What a period is.</param>
/// <param name="Horizon">Periods that are projected.</param>
/// <param name="AsOf">The last business date that was used.</param>
/// <param name="GroupBy">The keys of a series.</param>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for or nothing was sold.</param>
/// <param name="Series">One for each group, the largest projection first.</param>
/// <param name="Totals">All groups together; only with <c>groupBy</c>. The groups sum to it exactly, except averages, and transactions by sku or category.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Statistics">What reading the history cost.</param>
public sealed record ProjectionDocument(
    string Measure,
    string Unit,
    string Grain,
    int Horizon,
    DateOnly AsOf,
    IReadOnlyList<string> GroupBy,
    string? Currency,
    IReadOnlyList<ProjectionSeriesDocument> Series,
    IReadOnlyList<ProjectionSeriesDocument>? Totals,
    DateTimeOffset? DataThrough,
    InsightStatistics Statistics);

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="History">The last complete periods, as many as <c>history</c> asks for.</param>
/// <param name="Forecast">The projected periods, the nearest first.</param>
/// <param name="Accuracy">Null where the history was too short to hold anything back.</param>
public sealed record ProjectionSeriesDocument(
    IReadOnlyDictionary<string, string?> Key,
    IReadOnlyList<ProjectionHistoryDocument> History,
    IReadOnlyList<ProjectionPointDocument> Forecast,
    ProjectionModelDocument Model,
    ProjectionAccuracyDocument? Accuracy);

/// <param name="Period">Its start.</param>
/// <param name="Value">What was sold; null only where an average has nothing to be of.</param>
public sealed record ProjectionHistoryDocument(string Period, long? Value);

/// <param name="Period">Its start.</param>
/// <param name="Value">The projected value.</param>
/// <param name="Intervals">The narrowest first; wider ones hold narrower ones, and all hold the value.</param>
/// <param name="Events">Names of the events that touch the period; only where events were given.</param>
public sealed record ProjectionPointDocument(string Period, decimal Value, IReadOnlyList<ProjectionIntervalDocument> Intervals, IReadOnlyList<string>? Events);

/// <param name="Level">The actual value lies in the interval in about this percentage of the cases.</param>
/// <param name="Lower">The lower bound, in the unit of the value.</param>
/// <param name="Upper">The upper bound, in the unit of the value.</param>
public sealed record ProjectionIntervalDocument(double Level, decimal Lower, decimal Upper);

/// <param name="Name">naive, seasonal naive, zero, constant, a single method or combination.</param>
/// <param name="Reason">Why this one, and against what it was measured.</param>
/// <param name="Parts">The methods that were combined, the heaviest first.</param>
public sealed record ProjectionModelDocument(string Name, string Reason, IReadOnlyList<ProjectionPartDocument> Parts);

/// <param name="Method">A forecasting method, with the seasons (in periods) it works on.</param>
/// <param name="Weight">Its share, 0 to 1; together they are 1.</param>
public sealed record ProjectionPartDocument(string Method, double Weight);

/// <summary>How good the same procedure was on the series' own past, before it was made to sum to a total.</summary>
/// <param name="Origins">How often the history was cut and projected.</param>
/// <param name="Mase">Mean absolute scaled error; below 1 is better than seasonal naive one step ahead.</param>
/// <param name="SeasonalNaiveMase">The same of repeating the last season.</param>
/// <param name="Rmsse">Root mean squared scaled error, which counts for slow movers.</param>
/// <param name="SeasonalNaiveRmsse">The same of repeating the last season.</param>
/// <param name="Skill">1 - error / seasonal naive's error, by <paramref name="SkillMeasure"/>; 0 where naive is used.</param>
/// <param name="SkillMeasure">mase, or rmsse for slow movers.</param>
/// <param name="Coverage">For each level the share (0 to 1) of held-back values inside their interval.</param>
public sealed record ProjectionAccuracyDocument(
    int Origins, double Mase, double SeasonalNaiveMase, double Rmsse, double SeasonalNaiveRmsse, double Skill, string SkillMeasure,
    IReadOnlyDictionary<string, double> Coverage);

/// <summary>What a running period will have sold when it is over.</summary>
/// <param name="Period">day, week or month.</param>
/// <param name="From">Its first business date.</param>
/// <param name="To">Its last business date.</param>
/// <param name="SoldThrough">Where the complete hours end, on the stores' wall clocks.</param>
/// <param name="Measure">What is projected.</param>
/// <param name="Unit">Of every value: minor (the currency's minor unit) or count (with two decimals).</param>
/// <param name="GroupBy">The keys of a series.</param>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for or nothing was sold.</param>
/// <param name="Series">One for each group, the largest value first.</param>
/// <param name="Totals">All groups together; only with <c>groupBy</c>.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Statistics">What reading the sales cost.</param>
public sealed record NowcastDocument(
    string Period,
    DateOnly From,
    DateOnly To,
    string SoldThrough,
    string Measure,
    string Unit,
    IReadOnlyList<string> GroupBy,
    string? Currency,
    IReadOnlyList<NowcastSeriesDocument> Series,
    IReadOnlyList<NowcastSeriesDocument>? Totals,
    DateTimeOffset? DataThrough,
    InsightStatistics Statistics);

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="Sold">In the period's complete days and the running day's complete hours; null only where an average has nothing to be of.</param>
/// <param name="Remaining">Projected for the rest of it; null only where an average has nothing to be of.</param>
/// <param name="Value">Both together, of which the intervals are; null only where an average has nothing to be of.</param>
/// <param name="Intervals">The narrowest first; none where the value is null.</param>
/// <param name="Today">The running day.</param>
/// <param name="Days">The other days of a week or month; null for a day.</param>
public sealed record NowcastSeriesDocument(
    IReadOnlyDictionary<string, string?> Key,
    long? Sold,
    decimal? Remaining,
    decimal? Value,
    IReadOnlyList<ProjectionIntervalDocument> Intervals,
    NowcastPartDocument Today,
    NowcastPartDocument? Days);

/// <summary>The running day, or the other days of a week or month (null for a day).</summary>
/// <param name="Sold">In the complete hours of today, or in the complete days.</param>
/// <param name="Remaining">Projected for the rest of today, or for the days that follow it.</param>
/// <param name="Model">Absent where the group has no history to project from, and on the last day, which no other day follows.</param>
/// <param name="Accuracy">Null where the history was too short to hold anything back; absent without a model.</param>
public sealed record NowcastPartDocument(long? Sold, decimal? Remaining, ProjectionModelDocument? Model, ProjectionAccuracyDocument? Accuracy);

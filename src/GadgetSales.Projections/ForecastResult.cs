namespace GadgetSales.Projections;

/// <summary>The projection of one series; every array has the request's horizon as length, nearest step first, in the unit of the values.</summary>
/// <param name="Points">The expected values (means): they add up, over steps and over series.</param>
/// <param name="Intervals">One for each distinct level of the request, narrowest first; wider ones contain narrower ones and all contain points and median.</param>
/// <param name="Backtest">Null when the history was too short to hold anything back, or held nothing to be wrong about (all values equal).</param>
public sealed record ForecastResult(
    IReadOnlyList<double> Points,
    IReadOnlyList<ForecastInterval> Intervals,
    ForecastModel Model,
    BacktestAccuracy? Backtest)
{
    /// <summary>As often below as above: the best answer where each miss costs what it misses. On skewed sales it lies below the mean.</summary>
    public IReadOnlyList<double> Median { get; init; } = Points;

    /// <summary>One for each distinct quantile of the request, ascending.</summary>
    public IReadOnlyList<ForecastQuantile> Quantiles { get; init; } = [];

    /// <summary>The sum of the horizon: what a stock decision asks for. Its interval is not the sum of the steps' intervals.</summary>
    public ForecastTotal? Total { get; init; }

    /// <summary>Null unless asked for, and where there is nothing to take apart.</summary>
    public ForecastComponents? Components { get; init; }

    /// <summary>What was done to the history before it was learnt from, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Why nothing can be said of this series and what is needed; null where there is an answer. All numbers of a refused result are 0 and mean nothing.
    /// </summary>
    public string? Refusal { get; init; }
}

/// <summary>The actual value of step j lies from Lower[j] to Upper[j] in about Level percent of the cases.</summary>
public sealed record ForecastInterval(double Level, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

/// <summary>The actual value of step j lies at or below Values[j] in about the share Quantile of the cases.</summary>
public sealed record ForecastQuantile(double Quantile, IReadOnlyList<double> Values);

/// <param name="Mean">The sum of the points.</param>
/// <param name="Intervals">For each level of the request.</param>
/// <param name="Quantiles">For each quantile of the request.</param>
public sealed record ForecastTotal(
    double Mean, double Median, IReadOnlyList<TotalInterval> Intervals, IReadOnlyList<TotalQuantile> Quantiles);

public sealed record TotalInterval(double Level, double Lower, double Upper);

public sealed record TotalQuantile(double Quantile, double Value);

/// <summary>What makes each step: Level + Trend + Season + Year + Calendar + Events = the point, each in the unit of the values.</summary>
/// <param name="Level">Where the series stands, the same for every step.</param>
/// <param name="Trend">What the level is expected to change by.</param>
/// <param name="Season">Of weekdays or hours; of the year where the grain has no shorter season.</param>
/// <param name="Year">The yearly shape beside a shorter season.</param>
/// <param name="Calendar">Holidays.</param>
public sealed record ForecastComponents(
    IReadOnlyList<double> Level,
    IReadOnlyList<double> Trend,
    IReadOnlyList<double> Season,
    IReadOnlyList<double> Year,
    IReadOnlyList<double> Calendar,
    IReadOnlyList<double> Events);

/// <summary>What made the projection.</summary>
/// <param name="Name">"naive", "seasonal naive", "zero", "constant", a single method or "combination".</param>
/// <param name="Reason">Plain words for people: why this one, and against what it was measured.</param>
/// <param name="Parts">The methods that were combined with their weights (they sum to 1), heaviest first.</param>
public sealed record ForecastModel(string Name, string Reason, IReadOnlyList<ForecastPart> Parts);

public sealed record ForecastPart(string Method, double Weight);

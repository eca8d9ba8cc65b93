namespace GadgetSales.Projections;

/// <summary>The projection of one series; every array has the request's horizon as length, nearest step first, in the unit of the values.</summary>
/// <param name="Points">
/// The projected values. Chosen to be close in absolute terms, so on skewed data they lie nearer the median than the mean.
/// </param>
/// <param name="Intervals">One for each distinct level of the request, narrowest first; wider ones contain narrower ones and all contain the points.</param>
/// <param name="Backtest">Null when the history was too short to hold anything back, or held nothing to be wrong about (all values equal).</param>
public sealed record ForecastResult(
    IReadOnlyList<double> Points,
    IReadOnlyList<ForecastInterval> Intervals,
    ForecastModel Model,
    BacktestAccuracy? Backtest);

/// <summary>The actual value of step j lies from Lower[j] to Upper[j] in about Level percent of the cases.</summary>
public sealed record ForecastInterval(double Level, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

/// <summary>What made the projection.</summary>
/// <param name="Name">"naive", "seasonal naive", "zero", "constant", a single method or "combination".</param>
/// <param name="Reason">Plain words for people: why this one, and against what it was measured.</param>
/// <param name="Parts">The methods that were combined with their weights (they sum to 1), heaviest first.</param>
public sealed record ForecastModel(string Name, string Reason, IReadOnlyList<ForecastPart> Parts);

public sealed record ForecastPart(string Method, double Weight);

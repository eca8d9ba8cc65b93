namespace GadgetSales.Projections.Methods;

/// <summary>
/// One way to project one series. Estimating and running are apart, so that a backtest estimates once at its first origin and then
/// only runs: no origin is projected with parameters that have seen its future. Implementations keep no state between calls.
/// </summary>
internal interface IForecastMethod
{
    string Name { get; }

    /// <summary>The shortest history <see cref="Estimate"/> and <see cref="Run"/> accept.</summary>
    int MinimumLength { get; }

    /// <summary>Parameters for <see cref="Run"/>, in an order private to the method; empty when there are none.</summary>
    double[] Estimate(ReadOnlySpan<double> history);

    /// <summary>
    /// Walks through <paramref name="history"/> and fills <paramref name="forecast"/> with the steps after it (its length is the horizon).
    /// </summary>
    /// <param name="fitted">One-step projections made along the way, as long as the history; empty when they are not wanted.</param>
    void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted);
}

namespace GadgetSales.Projections.Methods;

/// <summary>
/// For each position of the period the median of its last values (at most <paramref name="cycles"/>); with period 1 the median of the last values.
/// What absolute errors reward on skewed sales, and deaf to a bulk order.
/// </summary>
internal sealed class SeasonalMedian(int period, int cycles) : IForecastMethod
{
    const int FewestValues = 8;
    const int FewestCycles = 4;

    public string Name => period == 1 ? $"median of {cycles}" : $"median of {cycles} periods of {period}";

    public int MinimumLength => period == 1 ? FewestValues : period * FewestCycles;

    public double[] Estimate(ReadOnlySpan<double> history) => [];

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i < period ? history[i] : MedianBefore(history, i);
        }
        for (var j = 0; j < forecast.Length; j++)
        {
            forecast[j] = j < period ? MedianBefore(history, history.Length + j) : forecast[j - period];
        }
    }

    double MedianBefore(ReadOnlySpan<double> history, int index)
    {
        Span<double> seen = stackalloc double[cycles];
        var count = 0;
        for (var i = index - period; i >= 0 && count < cycles; i -= period)
        {
            seen[count++] = history[i];
        }
        seen = seen[..count];
        seen.Sort();
        return count % 2 == 1 ? seen[count / 2] : 0.5 * (seen[count / 2 - 1] + seen[count / 2]);
    }
}

namespace GadgetSales.Projections.Methods;

/// <summary>
/// For each position of the period the mean of its last values (at most <paramref name="cycles"/>): slower than seasonal naive,
/// and much less noisy (the "seasonal average" of Makridakis, Wheelwright and Hyndman 1998, chapter 3).
/// </summary>
internal sealed class SeasonalMean(int period, int cycles) : IForecastMethod
{
    public string Name => $"mean of {cycles} periods of {period}";

    public int MinimumLength => period * cycles;

    public double[] Estimate(ReadOnlySpan<double> history) => [];

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i < period ? history[i] : MeanBefore(history, i);
        }
        for (var j = 0; j < forecast.Length; j++)
        {
            forecast[j] = j < period ? MeanBefore(history, history.Length + j) : forecast[j - period];
        }
    }

    double MeanBefore(ReadOnlySpan<double> history, int index)
    {
        var (sum, count) = (0.0, 0);
        for (var i = index - period; i >= 0 && count < cycles; i -= period)
        {
            sum += history[i];
            count++;
        }
        return sum / count;
    }
}

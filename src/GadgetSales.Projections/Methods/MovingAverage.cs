namespace GadgetSales.Projections.Methods;

/// <summary>
/// The mean of the last <paramref name="window"/> values, of all when there are fewer. Hard to beat on slow movers
/// (Syntetos and Boylan 2005 use it as the benchmark of intermittent demand).
/// </summary>
internal sealed class MovingAverage(int window) : IForecastMethod
{
    public string Name => $"mean of {window}";

    public int MinimumLength => 2;

    public double[] Estimate(ReadOnlySpan<double> history) => [];

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var sum = 0.0;
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i == 0 ? history[0] : sum / Math.Min(i, window);
            sum += history[i] - (i >= window ? history[i - window] : 0);
        }
        var last = history[^Math.Min(window, history.Length)..];
        var total = 0.0;
        foreach (var value in last)
        {
            total += value;
        }
        forecast.Fill(total / last.Length);
    }
}

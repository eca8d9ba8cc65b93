namespace GadgetSales.Projections.Methods;

/// <summary>
/// Repeats the last period; with period 1 it repeats the last value. The yardstick of every other method (Hyndman and Athanasopoulos 2021, 5.2).
/// </summary>
internal sealed class SeasonalNaive(int period) : IForecastMethod
{
    public int Period => period;

    public string Name => period == 1 ? "naive" : $"seasonal naive {period}";

    public int MinimumLength => period;

    public double[] Estimate(ReadOnlySpan<double> history) => [];

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = history[i >= period ? i - period : i];
        }
        var last = history[^period..];
        for (var j = 0; j < forecast.Length; j++)
        {
            forecast[j] = last[j % period];
        }
    }
}

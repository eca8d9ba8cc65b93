namespace GadgetSales.Projections.Methods;

/// <summary>
/// The same steps of last year, moved by how the last weeks stood against the same weeks of last year: the comparison that shopkeepers make.
/// For histories without negative values.
/// </summary>
internal sealed class SameSeason(int year, int window) : IForecastMethod
{
    const double SmallestGrowth = 0.4;
    const double LargestGrowth = 2.5;

    public string Name => $"same season of last year ({year})";

    public int MinimumLength => year + window;

    public double[] Estimate(ReadOnlySpan<double> history) => [];

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i < MinimumLength ? history[i] : history[i - year] * Growth(history[..i]);
        }
        var growth = Growth(history);
        for (var j = 0; j < forecast.Length; j++)
        {
            forecast[j] = j < year ? history[history.Length - year + j] * growth : forecast[j - year];
        }
    }

    double Growth(ReadOnlySpan<double> history)
    {
        var (now, then) = (0.0, 0.0);
        for (var i = history.Length - window; i < history.Length; i++)
        {
            now += history[i];
            then += history[i - year];
        }
        return then > 0 ? Math.Clamp(now / then, SmallestGrowth, LargestGrowth) : 1;
    }
}

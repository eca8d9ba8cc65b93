using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections;

/// <summary>Histories made up from a seed, and requests for them.</summary>
static class SampleSeries
{
    /// <summary>Daily units with a strong week and a little noise.</summary>
    public static double[] Week(int length, int seed = 1, double noise = 10)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(i => Math.Round(100 + 20 * (i % 7) + noise * (random.NextDouble() - 0.5)))];
    }

    public static double[] Noise(int length, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => Math.Round(100 * random.NextDouble()))];
    }

    public static double[] RandomWalk(int length, int seed)
    {
        var random = new Random(seed);
        var values = new double[length];
        values[0] = 10_000;
        for (var i = 1; i < length; i++)
        {
            values[i] = values[i - 1] + random.Next(-100, 101);
        }
        return values;
    }

    public static ForecastResult Project(double[] values, int horizon = 14, int[]? periods = null, double[]? levels = null, bool nonNegative = true) =>
        Forecaster.Forecast(new(values, periods ?? [7], horizon, levels ?? [80, 95], nonNegative), CancellationToken.None);
}

namespace GadgetSales.Projections.Methods;

/// <summary>
/// Autoregression on the values or on their changes, estimated with the Levinson-Durbin recursion (Durbin 1960) and of the order that
/// has the smallest corrected Akaike criterion (Hurvich and Tsai 1989). Catches what smoothing cannot: errors that echo for some steps.
/// Parameters: mean, then the coefficients of lag 1, 2, ...
/// </summary>
internal sealed class Autoregression(bool differenced, int largestOrder) : IForecastMethod
{
    public string Name => differenced ? "autoregression of changes" : "autoregression";

    public int MinimumLength => 12;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        var series = Series(history);
        var mean = 0.0;
        foreach (var value in series)
        {
            mean += value / series.Length;
        }
        var order = Math.Min(largestOrder, series.Length / 4);
        Span<double> covariance = stackalloc double[order + 1];
        for (var lag = 0; lag <= order; lag++)
        {
            for (var i = lag; i < series.Length; i++)
            {
                covariance[lag] += (series[i] - mean) * (series[i - lag] - mean);
            }
        }
        // A trend in the changes' mean would be projected for ever: changes are taken around 0.
        return Levinson(covariance, series.Length, differenced ? 0 : mean);
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var mean = parameters[0];
        var coefficients = parameters[1..];
        var series = Series(history);
        var offset = history.Length - series.Length;
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i < offset ? history[i] : Next(series.AsSpan(0, i - offset), mean, coefficients) + (differenced ? history[i - 1] : 0);
        }
        var extended = new double[series.Length + forecast.Length];
        series.CopyTo(extended, 0);
        var level = history[^1];
        for (var j = 0; j < forecast.Length; j++)
        {
            var next = extended[series.Length + j] = Next(extended.AsSpan(0, series.Length + j), mean, coefficients);
            level += next;
            forecast[j] = differenced ? level : next;
        }
    }

    double[] Series(ReadOnlySpan<double> history)
    {
        if (!differenced)
        {
            return history.ToArray();
        }
        var changes = new double[history.Length - 1];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = history[i + 1] - history[i];
        }
        return changes;
    }

    static double Next(ReadOnlySpan<double> past, double mean, ReadOnlySpan<double> coefficients)
    {
        var next = mean;
        var count = Math.Min(past.Length, coefficients.Length);
        for (var lag = 1; lag <= count; lag++)
        {
            next += coefficients[lag - 1] * (past[^lag] - mean);
        }
        return next;
    }

    static double[] Levinson(ReadOnlySpan<double> covariance, int length, double mean)
    {
        Span<double> coefficients = stackalloc double[covariance.Length];
        Span<double> previous = stackalloc double[covariance.Length];
        double[] best = [mean];
        var variance = covariance[0];
        var smallest = variance > 0 ? length * Math.Log(variance) : double.NegativeInfinity;
        for (var order = 1; order < covariance.Length && variance > 1e-12 * covariance[0]; order++)
        {
            coefficients.CopyTo(previous);
            var reflection = covariance[order];
            for (var i = 1; i < order; i++)
            {
                reflection -= previous[i - 1] * covariance[order - i];
            }
            reflection /= variance;
            coefficients[order - 1] = reflection;
            for (var i = 1; i < order; i++)
            {
                coefficients[i - 1] = previous[i - 1] - reflection * previous[order - i - 1];
            }
            variance *= 1 - reflection * reflection;
            var criterion = length * Math.Log(variance) + 2.0 * order * length / Math.Max(1, length - order - 2);
            if (criterion < smallest)
            {
                smallest = criterion;
                best = [mean, .. coefficients[..order]];
            }
        }
        return best;
    }
}

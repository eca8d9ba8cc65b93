using System.Buffers;

namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// STL: seasonal-trend decomposition by LOESS (Cleveland, Cleveland, McRae and Terpenning 1990), without its robustness passes:
/// on sales they discard the peaks that a projection must keep.
/// </summary>
internal static class Stl
{
    const int InnerPasses = 2;

    /// <summary>
    /// Writes the seasonal part of <paramref name="values"/> into <paramref name="seasonal"/> (same length). The season may change slowly:
    /// each position of the period is smoothed over <paramref name="seasonalWindow"/> cycles (odd).
    /// </summary>
    /// <param name="values">At least two periods.</param>
    public static void Seasonal(ReadOnlySpan<double> values, int period, int seasonalWindow, Span<double> seasonal)
    {
        var n = values.Length;
        var trendWindow = Odd((int)Math.Ceiling(1.5 * period / (1 - 1.5 / seasonalWindow)));
        var lowPassWindow = Odd(period);
        var rented = ArrayPool<double>.Shared.Rent(4 * n + 4 * period);
        var trend = rented.AsSpan(0, n);
        var work = rented.AsSpan(n, n);
        var cycles = rented.AsSpan(2 * n, n + 2 * period);
        var average = rented.AsSpan(3 * n + 2 * period, n + 2 * period);
        trend.Clear();
        for (var pass = 0; pass < InnerPasses; pass++)
        {
            for (var i = 0; i < n; i++)
            {
                work[i] = values[i] - trend[i];
            }
            SmoothCycles(work, period, seasonalWindow, cycles);
            LowPass(cycles, period, average, work);
            Loess.Smooth(work, lowPassWindow, 1, Jump(lowPassWindow), average[..n]);
            for (var i = 0; i < n; i++)
            {
                seasonal[i] = cycles[period + i] - average[i];
            }
            if (pass + 1 < InnerPasses)
            {
                for (var i = 0; i < n; i++)
                {
                    work[i] = values[i] - seasonal[i];
                }
                Loess.Smooth(work, trendWindow, 1, Jump(trendWindow), trend);
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    static int Odd(int window) => window | 1;

    static int Jump(int window) => (window + 9) / 10;

    /// <summary>Smooths the values of each position of the period and extends them by one cycle at both ends.</summary>
    static void SmoothCycles(ReadOnlySpan<double> values, int period, int window, Span<double> cycles)
    {
        var most = (values.Length - 1) / period + 1;
        var rented = ArrayPool<double>.Shared.Rent(2 * most);
        for (var position = 0; position < period; position++)
        {
            var count = (values.Length - position - 1) / period + 1;
            var series = rented.AsSpan(0, count);
            var smooth = rented.AsSpan(most, count);
            for (var i = 0; i < count; i++)
            {
                series[i] = values[position + i * period];
            }
            Loess.Smooth(series, window, 0, Jump(window), smooth);
            cycles[position] = Loess.Estimate(series, -1, window, 0);
            for (var i = 0; i < count; i++)
            {
                cycles[position + (i + 1) * period] = smooth[i];
            }
            cycles[position + (count + 1) * period] = Loess.Estimate(series, count, window, 0);
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Moving averages of period, period and 3: what is left of the smoothed cycles is trend, not season.</summary>
    static void LowPass(ReadOnlySpan<double> cycles, int period, Span<double> average, Span<double> low)
    {
        var n = low.Length;
        Average(cycles, period, average[..(n + period + 1)]);
        // In place: each mean is written at or before the first value it was made of.
        Average(average[..(n + period + 1)], period, average[..(n + 2)]);
        Average(average[..(n + 2)], 3, low);
    }

    static void Average(ReadOnlySpan<double> values, int window, Span<double> means)
    {
        var sum = 0.0;
        for (var i = 0; i < window; i++)
        {
            sum += values[i];
        }
        for (var i = 0; i < means.Length; i++)
        {
            var leaving = values[i];
            means[i] = sum / window;
            if (i + 1 < means.Length)
            {
                sum += values[i + window] - leaving;
            }
        }
    }
}

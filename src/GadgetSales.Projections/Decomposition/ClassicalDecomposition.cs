using System.Buffers;

namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// Fixed seasonal indices by ratio or difference to a centred moving average (Persons 1919; Makridakis, Wheelwright and Hyndman 1998, chapter 3).
/// With fewer than four cycles the moving average would cost a whole one, so the trend is a LOESS line and indices and trend are refined in turn.
/// </summary>
internal static class ClassicalDecomposition
{
    const double SmallestIndex = 0.01;
    const int FewCycles = 4;

    /// <summary>Fills one index for each position of the period (its length): mean 1 when multiplicative, mean 0 otherwise.</summary>
    /// <param name="multiplicative">Requires positive values.</param>
    public static void SeasonalIndices(ReadOnlySpan<double> values, bool multiplicative, Span<double> indices)
    {
        var n = values.Length;
        var period = indices.Length;
        var rented = ArrayPool<double>.Shared.Rent(2 * n);
        var trend = rented.AsSpan(0, n);
        if (n >= FewCycles * period)
        {
            var half = period / 2;
            CentredAverage(values, period, trend);
            Average(values, trend, half, n - half, multiplicative, indices);
        }
        else
        {
            var adjusted = rented.AsSpan(n, n);
            values.CopyTo(adjusted);
            for (var round = 0; round < 3; round++)
            {
                Loess.Smooth(adjusted, (int)(1.7 * period) | 1, 1, 1 + period / 10, trend);
                Average(values, trend, 0, n, multiplicative, indices);
                for (var i = 0; i < n; i++)
                {
                    adjusted[i] = multiplicative ? values[i] / indices[i % period] : values[i] - indices[i % period];
                }
            }
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    static void CentredAverage(ReadOnlySpan<double> values, int period, Span<double> trend)
    {
        var half = period / 2;
        var sum = 0.0;
        for (var i = 0; i < 2 * half + 1; i++)
        {
            sum += values[i];
        }
        for (var i = half; i < values.Length - half; i++)
        {
            // An even period has no middle: the two ends count half each.
            var ends = period % 2 == 0 ? 0.5 * (values[i - half] + values[i + half]) : 0;
            trend[i] = (sum - ends) / period;
            sum += (i + half + 1 < values.Length ? values[i + half + 1] : 0) - values[i - half];
        }
    }

    static void Average(ReadOnlySpan<double> values, ReadOnlySpan<double> trend, int from, int to, bool multiplicative, Span<double> indices)
    {
        var period = indices.Length;
        indices.Clear();
        Span<int> counts = period <= 1024 ? stackalloc int[period] : new int[period];
        for (var i = from; i < to; i++)
        {
            indices[i % period] += multiplicative ? values[i] / (Math.Abs(trend[i]) < 1e-12 ? 1e-12 : trend[i]) : values[i] - trend[i];
            counts[i % period]++;
        }
        var mean = 0.0;
        for (var p = 0; p < period; p++)
        {
            indices[p] /= Math.Max(1, counts[p]);
            mean += indices[p] / period;
        }
        for (var p = 0; p < period; p++)
        {
            indices[p] = multiplicative ? Math.Max(SmallestIndex, indices[p] / mean) : indices[p] - mean;
        }
    }
}

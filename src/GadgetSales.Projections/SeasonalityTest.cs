using System.Numerics;

namespace GadgetSales.Projections;

/// <summary>
/// Whether a candidate period shows in the autocorrelations (the test of the M4 competition's benchmarks, Makridakis, Spiliotis and
/// Assimakopoulos 2020): the correlation at that lag must exceed what the shorter lags explain, at the 90 % level.
/// </summary>
internal static class SeasonalityTest
{
    const double Critical = 1.645;
    const int ManyCycles = 3;
    const int LongPeriod = 50;

    /// <summary>Below this many values the question has no answer, and the answer is no.</summary>
    static int Required(int period) => (period >= LongPeriod ? ManyCycles - 1 : ManyCycles) * period;

    public static bool IsSeasonal(ReadOnlySpan<double> values, int period)
    {
        if (period < 2 || values.Length < Required(period))
        {
            return false;
        }
        var n = values.Length;
        var centred = new double[n];
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / n;
        }
        var variance = 0.0;
        for (var i = 0; i < n; i++)
        {
            centred[i] = values[i] - mean;
            variance += centred[i] * centred[i];
        }
        if (variance <= 0)
        {
            return false;
        }
        var squares = 0.0;
        for (var lag = 1; lag < period; lag++)
        {
            var correlation = Product(centred, lag) / variance;
            squares += correlation * correlation;
        }
        return Math.Abs(Product(centred, period) / variance) > Critical * Math.Sqrt((1 + 2 * squares) / n);
    }

    static double Product(ReadOnlySpan<double> centred, int lag)
    {
        var later = centred[lag..];
        var earlier = centred[..^lag];
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= later.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(later[i..]) * new Vector<double>(earlier[i..]);
        }
        var sum = Vector.Sum(sums);
        for (; i < later.Length; i++)
        {
            sum += later[i] * earlier[i];
        }
        return sum;
    }
}

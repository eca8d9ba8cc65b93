namespace GadgetSales.Projections.Series;

/// <summary>
/// Makes the projections of parts sum to the projection of the whole, which is made by itself because a sum is steadier than what it is made of. The whole
/// is shared out by the parts' own projections: "forecast proportions" of Athanasopoulos, Ahmed and Hyndman, "Hierarchical forecasts for
/// Australian domestic tourism", International Journal of Forecasting 25 (2009) 146-166.
/// </summary>
public static class Reconciliation
{
    /// <summary>
    /// For each part what has to be added to its value: the difference to the whole in proportion to the size of the parts' values. For values of at least 0 this
    /// is value × whole / sum, so none becomes negative. Where all values are 0 the difference is shared out by <paramref name="sizes"/>.
    /// </summary>
    /// <param name="values">One for each part, in one period.</param>
    /// <param name="sizes">What each part sold in the past, at least 0; equal shares when all are 0.</param>
    public static double[] Differences(ReadOnlySpan<double> values, double whole, ReadOnlySpan<double> sizes)
    {
        var (sum, size, sold) = (0.0, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i];
            size += Math.Abs(values[i]);
            sold += sizes[i];
        }

        var differences = new double[values.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            var share = size > 0 ? Math.Abs(values[i]) / size : sold > 0 ? sizes[i] / sold : 1.0 / values.Length;
            differences[i] = (whole - sum) * share;
        }

        return differences;
    }

    /// <summary>
    /// Whole numbers next to <paramref name="values"/> that sum to <paramref name="total"/> exactly, by the method of largest remainders (Hamilton):
    /// all are rounded down, and those that lost most get one more. The total must be the rounded sum of the values, or near it.
    /// </summary>
    public static long[] Round(ReadOnlySpan<double> values, long total)
    {
        var rounded = new long[values.Length];
        var remainders = new double[values.Length];
        var left = total;
        for (var i = 0; i < values.Length; i++)
        {
            rounded[i] = (long)Math.Floor(values[i]);
            remainders[i] = values[i] - rounded[i];
            left -= rounded[i];
        }

        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(i => remainders[i])];
        for (var next = 0; left != 0 && order.Length > 0; next = (next + 1) % order.Length)
        {
            var at = left > 0 ? order[next] : order[^(next + 1)];
            rounded[at] += Math.Sign(left);
            left -= Math.Sign(left);
        }

        return rounded;
    }
}

namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// Locally weighted regression on equally spaced points (Cleveland 1979) with tricube weights, as STL needs it: degree 0 or 1,
/// windows longer than the series, estimates one step outside of it, and estimates at every n-th point with straight lines between.
/// </summary>
internal static class Loess
{
    /// <summary>Smooths <paramref name="values"/> into <paramref name="smooth"/> (same length; must not overlap).</summary>
    /// <param name="window">How many neighbours take part; odd.</param>
    /// <param name="jump">Estimates each jump-th point only; 1 for all.</param>
    public static void Smooth(ReadOnlySpan<double> values, int window, int degree, int jump, Span<double> smooth)
    {
        var n = values.Length;
        if (n < 2)
        {
            values.CopyTo(smooth);
            return;
        }
        jump = Math.Min(jump, n - 1);
        var half = (window - 1) / 2;
        Span<double> kernel = window < n ? stackalloc double[half + 1] : [];
        Kernel(kernel);
        for (var i = 0; i < n; i += jump)
        {
            smooth[i] = window < n && i >= half && i + half < n ? Interior(values, i, kernel) : Estimate(values, i, window, degree);
        }
        if (jump > 1)
        {
            smooth[n - 1] = Estimate(values, n - 1, window, degree);
            Interpolate(smooth, jump);
        }
    }

    /// <summary>The estimate at <paramref name="position"/>, which may lie one step outside the series (-1 or its length).</summary>
    public static double Estimate(ReadOnlySpan<double> values, int position, int window, int degree)
    {
        var n = values.Length;
        var count = Math.Min(window, n);
        var left = Math.Clamp(position - (window - 1) / 2, 0, n - count);
        var right = left + count - 1;
        var reach = (double)Math.Max(position - left, right - position) + Math.Max(0, (window - n) / 2);
        var (weights, weighted, at, atAt, atValue) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = left; i <= right; i++)
        {
            var distance = i - position;
            var weight = Tricube(Math.Abs(distance), reach);
            weights += weight;
            weighted += weight * values[i];
            at += weight * distance;
            atAt += weight * distance * distance;
            atValue += weight * distance * values[i];
        }
        if (weights <= 0)
        {
            return values[Math.Clamp(position, 0, n - 1)];
        }
        var spread = atAt / weights - at / weights * (at / weights);
        if (degree == 0 || Math.Sqrt(Math.Max(0, spread)) <= 0.001 * (n - 1))
        {
            return weighted / weights;
        }
        var slope = (atValue / weights - at / weights * (weighted / weights)) / spread;
        return weighted / weights - slope * (at / weights);
    }

    /// <summary>With a full window the weights are symmetric, so the local line passes through the weighted mean.</summary>
    static double Interior(ReadOnlySpan<double> values, int position, ReadOnlySpan<double> kernel)
    {
        var sum = kernel[0] * values[position];
        for (var d = 1; d < kernel.Length; d++)
        {
            sum += kernel[d] * (values[position - d] + values[position + d]);
        }
        return sum;
    }

    static void Kernel(Span<double> kernel)
    {
        var total = 0.0;
        for (var d = 0; d < kernel.Length; d++)
        {
            kernel[d] = Tricube(d, kernel.Length - 1);
            total += d == 0 ? kernel[d] : 2 * kernel[d];
        }
        for (var d = 0; d < kernel.Length; d++)
        {
            kernel[d] /= total;
        }
    }

    static double Tricube(double distance, double reach)
    {
        if (distance > 0.999 * reach)
        {
            return reach == 0 ? 1 : 0;
        }
        var ratio = distance / reach;
        var cube = 1 - ratio * ratio * ratio;
        return distance <= 0.001 * reach ? 1 : cube * cube * cube;
    }

    static void Interpolate(Span<double> smooth, int jump)
    {
        for (var left = 0; left < smooth.Length - 1; left += jump)
        {
            var right = Math.Min(left + jump, smooth.Length - 1);
            var slope = (smooth[right] - smooth[left]) / (right - left);
            for (var i = left + 1; i < right; i++)
            {
                smooth[i] = smooth[left] + slope * (i - left);
            }
        }
    }
}

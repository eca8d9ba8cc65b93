namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// For histories with zeros or returns, which have no logarithm: the inverse hyperbolic sine of the values in parts of their usual size (Burbidge, Magee and
/// Robb 1988), or their root, with slowly changing seasons of all <paramref name="periods"/> taken out. Tames bulk orders without losing the zeros.
/// </summary>
/// <param name="scale">Asinh, or Root, which requires values of at least 0.</param>
internal sealed class SkewAdjustment(int[] periods, AdjustmentScale scale) : SeasonalAdjustment
{
    /// <summary>Where the scale turns from straight to logarithmic, in parts of the mean size of what was sold.</summary>
    const double Bend = 0.3;

    readonly string kind = scale == AdjustmentScale.Root ? "roots" : "asinh";

    public override string Name => periods.Length == 0 ? kind : $"MSTL {string.Join('+', periods)} of {kind}";

    public override int MinimumLength => periods.Length == 0 ? 1 : 2 * periods[^1];

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var unit = scale == AdjustmentScale.Root ? 1 : Unit(history);
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale == AdjustmentScale.Root ? Math.Sqrt(Math.Max(0, history[i])) : Math.Asinh(history[i] / unit);
        }
        var seasonal = new double[history.Length + horizon];
        if (periods.Length > 0)
        {
            Mstl.Seasonal(values, periods, seasonal);
        }
        for (var i = 0; i < values.Length; i++)
        {
            values[i] -= seasonal[i];
        }
        return new(values, seasonal, scale, unit);
    }

    static double Unit(ReadOnlySpan<double> history)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in history)
        {
            sum += Math.Abs(value);
            count += value != 0 ? 1 : 0;
        }
        return count > 0 ? Bend * sum / count : 1;
    }
}

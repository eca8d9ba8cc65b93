namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// Slowly changing seasons of all <paramref name="periods"/> (ascending; may be none) by <see cref="Mstl"/>, on the values themselves or on
/// their logarithm, which requires positive values.
/// </summary>
internal sealed class MstlAdjustment(int[] periods, AdjustmentScale scale) : SeasonalAdjustment
{
    public override string Name => (periods.Length, scale) switch
    {
        (0, AdjustmentScale.Logarithm) => "logarithms",
        (_, AdjustmentScale.Logarithm) => $"MSTL {string.Join('+', periods)} of logarithms",
        _ => $"MSTL {string.Join('+', periods)}",
    };

    public override int MinimumLength => periods.Length == 0 ? 1 : 2 * periods[^1];

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale == AdjustmentScale.Logarithm ? Math.Log(history[i]) : history[i];
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
        return new(values, seasonal, scale);
    }
}

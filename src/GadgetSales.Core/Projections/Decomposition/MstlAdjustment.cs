namespace GadgetSales.Core.Projections.Decomposition;

/// <summary>
/// Slowly changing seasons of all <paramref name="periods"/> by <see cref="Mstl"/>, on the values themselves, on their logarithm (requires
/// positive values) or on their square root (requires values of at least 0).
/// </summary>
internal sealed class MstlAdjustment(int[] periods, AdjustmentScale scale) : SeasonalAdjustment
{
    public override string Name => (periods.Length == 0 ? "" : $"MSTL {string.Join('+', periods)}") + scale switch
    {
        AdjustmentScale.Logarithm => " of logarithms",
        AdjustmentScale.SquareRoot => " of square roots",
        _ => "",
    };

    public override int MinimumLength => periods.Length == 0 ? 1 : 2 * periods[^1];

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale switch
            {
                AdjustmentScale.Logarithm => Math.Log(history[i]),
                AdjustmentScale.SquareRoot => Math.Sqrt(history[i]),
                _ => history[i],
            };
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

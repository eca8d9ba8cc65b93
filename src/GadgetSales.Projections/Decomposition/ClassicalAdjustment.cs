namespace GadgetSales.Projections.Decomposition;

/// <summary>Fixed seasonal indices of one period, see <see cref="ClassicalDecomposition"/>. Multiplicative requires positive values.</summary>
internal sealed class ClassicalAdjustment(int period, bool multiplicative) : SeasonalAdjustment
{
    public override string Name => $"{(multiplicative ? "multiplicative" : "additive")} season {period}";

    // In fewer cycles the indices are mostly noise; MSTL with its smoother trend does better there.
    public override int MinimumLength => 3 * period;

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var indices = new double[period];
        ClassicalDecomposition.SeasonalIndices(history, multiplicative, indices);
        var seasonal = new double[history.Length + horizon];
        for (var i = 0; i < seasonal.Length; i++)
        {
            seasonal[i] = indices[i % period];
        }
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = multiplicative ? history[i] / seasonal[i] : history[i] - seasonal[i];
        }
        return new(values, seasonal, multiplicative ? AdjustmentScale.Multiplicative : AdjustmentScale.Additive);
    }
}

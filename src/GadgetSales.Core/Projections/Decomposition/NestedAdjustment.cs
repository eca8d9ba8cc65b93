namespace GadgetSales.Core.Projections.Decomposition;

/// <summary>
/// Two fixed seasons of which the longer holds the shorter a whole number of times: an index for each position of the short one (hour of the day)
/// and one for each of its repetitions (day of the week). 24 + 7 indices in place of 168 are far less noisy where sales are few.
/// Indices as in <see cref="ClassicalDecomposition"/>; multiplicative requires positive values.
/// </summary>
internal sealed class NestedAdjustment(int inner, int outer, bool multiplicative) : SeasonalAdjustment
{
    public override string Name => $"{(multiplicative ? "multiplicative" : "additive")} season {inner} within {outer}";

    public override int MinimumLength => 2 * outer;

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var indices = new double[inner];
        ClassicalDecomposition.SeasonalIndices(history, multiplicative, indices);
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = multiplicative ? history[i] / indices[i % inner] : history[i] - indices[i % inner];
        }
        var positions = new double[outer];
        ClassicalDecomposition.SeasonalIndices(values, multiplicative, positions);
        var blocks = new double[outer / inner];
        for (var i = 0; i < outer; i++)
        {
            blocks[i / inner] += positions[i] / inner;
        }
        var seasonal = new double[history.Length + horizon];
        for (var i = 0; i < seasonal.Length; i++)
        {
            var block = blocks[i % outer / inner];
            seasonal[i] = multiplicative ? indices[i % inner] * block : indices[i % inner] + block;
        }
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = multiplicative ? history[i] / seasonal[i] : history[i] - seasonal[i];
        }
        return new(values, seasonal, multiplicative ? AdjustmentScale.Multiplicative : AdjustmentScale.Additive);
    }
}

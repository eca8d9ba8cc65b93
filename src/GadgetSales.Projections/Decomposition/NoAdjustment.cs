namespace GadgetSales.Projections.Decomposition;

/// <summary>For series without a season, and for methods that model it themselves.</summary>
internal sealed class NoAdjustment : SeasonalAdjustment
{
    public override string Name => "";

    public override int MinimumLength => 1;

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon) =>
        new(history.ToArray(), new double[history.Length + horizon], AdjustmentScale.Additive);
}

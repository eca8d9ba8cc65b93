namespace GadgetSales.Projections.Decomposition;

/// <summary>The yearly shape divided out, from one year on, then a shorter season by another adjustment. For histories without negative values.</summary>
/// <param name="year">Steps of a year.</param>
/// <param name="week">Steps of the shorter season; 1 for none.</param>
internal sealed class YearAdjustment(int year, int week, SeasonalAdjustment inner) : SeasonalAdjustment
{
    public override string Name => inner.Name.Length == 0 ? $"year {year}" : $"year {year} and {inner.Name}";

    public override int MinimumLength => Math.Max(year + 2, inner.MinimumLength);

    public override AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon)
    {
        var indices = YearShape.Indices(history, year, week);
        var values = new double[history.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = history[i] / indices[i % year];
        }
        var factors = new double[history.Length + horizon];
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = indices[i % year];
        }
        return inner.Adjust(values, horizon).Times(factors);
    }
}

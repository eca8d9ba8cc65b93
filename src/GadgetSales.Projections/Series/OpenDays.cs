namespace GadgetSales.Projections.Series;

/// <summary>What a series sold in the periods in which it did, as the measure of one in which it opens for once.</summary>
static class OpenDays
{
    const int DaysBack = 56;

    /// <summary>The values other than 0 of the last weeks, of the same hour where a day has several periods; ascending.</summary>
    /// <param name="step">The projected period.</param>
    public static IReadOnlyList<double> Before(IReadOnlyList<double> values, int step, int slots)
    {
        List<double> open = [];
        for (var i = values.Count + step - slots; i >= Math.Max(0, values.Count - (DaysBack * slots)); i -= slots)
        {
            if (i < values.Count && values[i] != 0)
            {
                open.Add(values[i]);
            }
        }

        open.Sort();
        return open;
    }

    public static double Quantile(IReadOnlyList<double> ascending, double quantile) =>
        ascending[(int)Math.Clamp(Math.Round(quantile * (ascending.Count - 1), MidpointRounding.AwayFromZero), 0, ascending.Count - 1)];
}

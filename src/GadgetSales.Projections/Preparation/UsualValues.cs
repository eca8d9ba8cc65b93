namespace GadgetSales.Projections.Preparation;

/// <summary>What would usually have been sold where nothing was observed.</summary>
internal static class UsualValues
{
    const int Neighbours = 4;

    /// <summary>A copy of the values with the median of the nearest observed ones at the same position of the cycle in the place of each that was not observed.</summary>
    public static double[] Fill(double[] values, bool[] observed, int cycle)
    {
        double[] filled = [.. values];
        for (var i = 0; i < filled.Length; i++)
        {
            if (!observed[i])
            {
                filled[i] = At(values, observed, i, cycle) ?? At(values, observed, i, 1) ?? values[i];
            }
        }
        return filled;
    }

    /// <summary>The median of the nearest observed values at the same position of the cycle; null when there are none.</summary>
    public static double? At(double[] values, bool[] observed, int index, int cycle)
    {
        var near = new List<double>(Neighbours);
        for (var distance = cycle; near.Count < Neighbours && (index - distance >= 0 || index + distance < values.Length); distance += cycle)
        {
            foreach (var at in (ReadOnlySpan<int>)[index - distance, index + distance])
            {
                if (at >= 0 && at < values.Length && observed[at] && near.Count < Neighbours)
                {
                    near.Add(values[at]);
                }
            }
        }
        return near.Count > 0 ? Median(near) : null;
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return 0.5 * (values[(values.Count - 1) / 2] + values[values.Count / 2]);
    }
}

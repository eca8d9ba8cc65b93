namespace GadgetSales.Projections.Decomposition;

/// <summary>
/// What each position of the year is in parts of the year's mean, from one year on: the ratio to the mean of the year around it, averaged over years and
/// shrunk by what is known. What neighbouring weeks share counts more than a single step; what several years repeat counts as far as it is not noise
/// (James and Stein 1961); what was seen once counts for half.
/// </summary>
internal static class YearShape
{
    const double OnceSmooth = 0.8;
    const double OnceRough = 0.5;
    const double Smallest = 0.05;
    const int MostYears = 6;

    /// <param name="values">At least 0, at least one year of them.</param>
    /// <param name="week">Steps of the shorter season, which is averaged out first; 1 for none.</param>
    /// <returns>One index for each position: the mean is 1.</returns>
    public static double[] Indices(ReadOnlySpan<double> values, int year, int week)
    {
        var smooth = Average(values, week);
        var level = Average(values, year);
        var years = Math.Min(MostYears, (values.Length + year - 1) / year);
        var (sums, squares, counts) = (new double[year], new double[year], new int[year]);
        for (var i = Math.Max(0, values.Length - years * year); i < values.Length; i++)
        {
            var ratio = level[i] > 0 ? smooth[i] / level[i] - 1 : 0;
            sums[i % year] += ratio;
            squares[i % year] += ratio * ratio;
            counts[i % year]++;
        }
        var means = new double[year];
        var (noise, repeated) = (0.0, 0);
        for (var p = 0; p < year; p++)
        {
            means[p] = counts[p] > 0 ? sums[p] / counts[p] : 0;
            if (counts[p] > 1)
            {
                noise += Math.Max(0, squares[p] - counts[p] * means[p] * means[p]) / (counts[p] - 1) / counts[p];
                repeated++;
            }
        }
        var around = Around(means, week > 1 ? 2 * week : year >= 26 ? 1 : 0);
        return Shrink(means, around, counts, repeated > 0 ? noise / repeated : double.NaN);
    }

    static double[] Shrink(double[] means, double[] around, int[] counts, double noise)
    {
        var (rough, smooth) = (0.0, 0.0);
        for (var p = 0; p < means.Length; p++)
        {
            rough += (means[p] - around[p]) * (means[p] - around[p]) / means.Length;
            smooth += around[p] * around[p] / means.Length;
        }
        var roughShare = double.IsNaN(noise) || rough <= 0 ? OnceRough : Math.Max(0, 1 - noise / rough);
        var smoothShare = double.IsNaN(noise) || smooth <= 0 ? OnceSmooth : Math.Max(0, 1 - 0.5 * noise / smooth);
        var indices = new double[means.Length];
        var total = 0.0;
        for (var p = 0; p < indices.Length; p++)
        {
            var once = counts[p] < 2;
            indices[p] = Math.Max(Smallest, 1 + (once ? Math.Min(OnceSmooth, smoothShare) : smoothShare) * around[p]
                + (once ? Math.Min(OnceRough, roughShare) : roughShare) * (means[p] - around[p]));
            total += indices[p] / indices.Length;
        }
        for (var p = 0; p < indices.Length; p++)
        {
            indices[p] /= total;
        }
        return indices;
    }

    /// <summary>The mean of a whole window around each value; at both ends the outermost window serves.</summary>
    static double[] Average(ReadOnlySpan<double> values, int window)
    {
        var averages = new double[values.Length];
        var sum = 0.0;
        foreach (var value in values[..window])
        {
            sum += value;
        }
        var start = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (i - window / 2 > start && start + window < values.Length)
            {
                sum += values[start + window] - values[start];
                start++;
            }
            averages[i] = sum / window;
        }
        return averages;
    }

    /// <summary>The mean of each position and its neighbours around the year; with reach 0 of nothing, so that all is rough.</summary>
    static double[] Around(double[] means, int reach)
    {
        var around = new double[means.Length];
        for (var p = 0; p < means.Length && reach > 0; p++)
        {
            for (var d = -reach; d <= reach; d++)
            {
                around[p] += means[(p + d + means.Length) % means.Length] / (2 * reach + 1);
            }
        }
        return around;
    }
}

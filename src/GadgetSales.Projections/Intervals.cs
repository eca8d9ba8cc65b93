namespace GadgetSales.Projections;

/// <summary>Intervals from deviations or from what was seen; narrower ones always lie within wider ones and all contain the points.</summary>
internal static class Intervals
{
    /// <summary>How many of the last values tell what a slow mover can do.</summary>
    const int SlowMoverWindow = 180;

    /// <param name="deviations">The standard deviation of the error of each step.</param>
    /// <param name="levels">Ascending, distinct.</param>
    /// <param name="reach">How many deviations the interval of a level reaches; rises with the level.</param>
    public static ForecastInterval[] Around(
        ReadOnlySpan<double> points, ReadOnlySpan<double> deviations, double[] levels, Func<double, double> reach, bool nonNegative)
    {
        var intervals = new ForecastInterval[levels.Length];
        for (var l = 0; l < levels.Length; l++)
        {
            var factor = reach(levels[l]);
            var lower = new double[points.Length];
            var upper = new double[points.Length];
            for (var j = 0; j < points.Length; j++)
            {
                lower[j] = points[j] - factor * deviations[j];
                lower[j] = nonNegative ? Math.Max(0, lower[j]) : lower[j];
                upper[j] = points[j] + factor * deviations[j];
            }
            intervals[l] = new(levels[l], lower, upper);
        }
        return intervals;
    }

    /// <summary>The quantile of each step, on the edge of the interval that leaves as much outside on that side.</summary>
    public static double[] Quantile(ReadOnlySpan<double> points, ReadOnlySpan<double> deviations, double quantile, Func<double, double> reach, bool nonNegative)
    {
        var level = 100 * Math.Abs(2 * quantile - 1);
        var factor = level > 0 ? Math.Sign(quantile - 0.5) * reach(level) : 0;
        var values = new double[points.Length];
        for (var j = 0; j < values.Length; j++)
        {
            values[j] = points[j] + factor * deviations[j];
            values[j] = nonNegative ? Math.Max(0, values[j]) : values[j];
        }
        return values;
    }

    /// <summary>The quantile of the last values of a slow mover, for each step the same.</summary>
    public static double[] SeenQuantile(ReadOnlySpan<double> history, int count, double quantile)
    {
        var sorted = history[Math.Max(0, history.Length - SlowMoverWindow)..].ToArray();
        Array.Sort(sorted);
        return [.. Enumerable.Repeat(sorted[(int)Math.Round(quantile * (sorted.Length - 1))], count)];
    }

    /// <summary>The same intervals, reaching down to 0: perhaps nothing is sold at all.</summary>
    public static ForecastInterval[] DownToZero(ForecastInterval[] intervals) =>
        [.. intervals.Select(interval => interval with { Lower = new double[interval.Lower.Count] })];

    /// <summary>The same intervals, widened where they do not contain the points.</summary>
    public static ForecastInterval[] Containing(ForecastInterval[] intervals, double[] points) =>
    [
        .. intervals.Select(interval => interval with
        {
            Lower = [.. interval.Lower.Zip(points, Math.Min)],
            Upper = [.. interval.Upper.Zip(points, Math.Max)],
        }),
    ];

    /// <summary>
    /// Quantiles of the last values: the sales of a slow mover are far from any bell curve, and their level hardly moves within a horizon.
    /// </summary>
    public static ForecastInterval[] Seen(ReadOnlySpan<double> history, ReadOnlySpan<double> points, double[] levels)
    {
        var sorted = history[Math.Max(0, history.Length - SlowMoverWindow)..].ToArray();
        Array.Sort(sorted);
        var intervals = new ForecastInterval[levels.Length];
        for (var l = 0; l < levels.Length; l++)
        {
            var tail = (1 - levels[l] / 100) / 2;
            var low = sorted[(int)(tail * (sorted.Length - 1))];
            var high = sorted[(int)Math.Ceiling((1 - tail) * (sorted.Length - 1))];
            var lower = new double[points.Length];
            var upper = new double[points.Length];
            for (var j = 0; j < points.Length; j++)
            {
                lower[j] = Math.Min(points[j], low);
                upper[j] = Math.Max(points[j], high);
            }
            intervals[l] = new(levels[l], lower, upper);
        }
        return intervals;
    }
}

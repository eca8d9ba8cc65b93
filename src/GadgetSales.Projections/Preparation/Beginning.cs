namespace GadgetSales.Projections.Preparation;

/// <summary>The start of a history that is not like the rest: before the first sale, or while a new shop or article was becoming known.</summary>
internal static class Beginning
{
    const int FewestValues = 28;
    const double LargestChance = 0.001;
    const int LongestWeek = 7;
    const int LongestRamp = 6;
    const int FewestCycles = 8;
    const double Low = 0.75;
    const double Arrived = 0.8;

    /// <summary>How many values of open slots to leave out.</summary>
    public static int Length(double[] values, int[] periods)
    {
        var quiet = BeforeFirstSale(values);
        var week = periods.FirstOrDefault();
        return quiet + (week is > 1 and <= LongestWeek ? Ramp(values.AsSpan(quiet), week) : 0);
    }

    /// <summary>Zeros at the start, if they are more than would come by chance in a series like the rest.</summary>
    static int BeforeFirstSale(double[] values)
    {
        var run = values.TakeWhile(value => value == 0).Count();
        var rest = values.Length - run;
        var zeros = values.Skip(run).Count(value => value == 0);
        return rest >= FewestValues && Math.Pow((zeros + 1.0) / (rest + 2), run) < LargestChance ? run : 0;
    }

    /// <summary>Whole weeks far below what came after, if the series had then arrived at its level: growth that goes on is no ramp.</summary>
    static int Ramp(ReadOnlySpan<double> values, int week)
    {
        var sums = new List<double>();
        for (var start = values.Length % week; start < values.Length; start += week)
        {
            sums.Add(values.Slice(start, week).ToArray().Sum());
        }
        if (sums.Count < FewestCycles + 1)
        {
            return 0;
        }
        var middle = UsualValues.Median([.. sums.Skip(sums.Count / 2)]);
        var low = sums.TakeWhile(sum => sum < Low * middle).Count();
        var arrived = low > 0 && low <= LongestRamp && sums.Count - low >= FewestCycles && sums.Skip(low).Take(2).Average() >= Arrived * middle;
        return arrived ? values.Length % week + low * week : 0;
    }
}

using System.Globalization;

namespace GadgetSales.Projections.Preparation;

/// <summary>
/// Single values far above everything around them: a bulk order. It is an outlier until it repeats: in a longer run, among the values of half a year, or at the
/// same time of the last or the next year.
/// </summary>
internal static class Outliers
{
    const double Far = 2.5;
    const double Quantile = 0.98;
    const int LongestRun = 2;
    const int MostRepeats = 2;
    const int FewestValues = 12;
    const int FewestAround = 8;
    const int RoomInCycles = 13;
    const int RoomOfLongGrains = 30;

    /// <returns>How many values were cut down.</returns>
    public static int CutDown(double[] values, IReadOnlyList<int> candidatePeriods, int cycle, List<string> notes)
    {
        if (values.Length < FewestValues)
        {
            return 0;
        }
        var year = candidatePeriods.Max(period => (int?)(period is 365 or 366 ? 364 : period)) ?? 0;
        var room = cycle > 1 ? RoomInCycles * cycle : RoomOfLongGrains;
        var limits = new double[values.Length];
        // Only what is above the level of its wider surroundings needs the exact look.
        for (var i = 0; i < values.Length; i++)
        {
            limits[i] = double.PositiveInfinity;
        }
        var largest = Suspects(values, room);
        foreach (var i in largest)
        {
            limits[i] = Far * Around(values, i, room, Math.Max(3, cycle == 168 ? 24 : cycle));
        }
        Keep(values, limits, year, room);
        var cut = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > limits[i])
            {
                values[i] = limits[i] / Far;
                cut++;
            }
        }
        if (cut > 0)
        {
            notes.Add($"{cut.ToString(CultureInfo.InvariantCulture)} value(s) far above all around them are taken as orders that do not repeat.");
        }
        return cut;
    }

    /// <summary>The largest few of each stretch: only they can be outliers.</summary>
    static IEnumerable<int> Suspects(double[] values, int room)
    {
        var stretch = Math.Max(FewestValues, room);
        for (var start = 0; start < values.Length; start += stretch)
        {
            var end = Math.Min(values.Length, start + stretch);
            foreach (var i in Enumerable.Range(start, end - start).OrderByDescending(i => values[i]).Take(2 * MostRepeats))
            {
                if (values[i] > 0)
                {
                    yield return i;
                }
            }
        }
    }

    /// <summary>A high quantile of the values before and after, without the nearest.</summary>
    static double Around(double[] values, int index, int room, int gap)
    {
        var from = Math.Max(0, index - room);
        var to = Math.Min(values.Length, index + room / 2);
        from = Math.Max(0, Math.Min(from, to - room));
        var around = new List<double>(to - from);
        for (var i = from; i < to; i++)
        {
            if (Math.Abs(i - index) >= Math.Min(gap, (to - from) / 4))
            {
                around.Add(values[i]);
            }
        }
        if (around.Count < FewestAround)
        {
            return double.PositiveInfinity;
        }
        around.Sort();
        var position = Quantile * (around.Count - 1);
        var below = (int)position;
        var high = around[below] + (position - below) * (around[Math.Min(below + 1, around.Count - 1)] - around[below]);
        return high > 0 ? high : double.PositiveInfinity;
    }

    /// <summary>Lifts the limit of what repeats.</summary>
    static void Keep(double[] values, double[] limits, int year, int room)
    {
        bool[] far = [.. values.Select((value, i) => value > limits[i])];
        for (var i = 0; i < far.Length; i++)
        {
            if (!far[i])
            {
                continue;
            }
            var run = Run(far, i);
            var repeats = Enumerable.Range(Math.Max(0, i - 2 * room), Math.Min(far.Length, i + 2 * room) - Math.Max(0, i - 2 * room)).Count(j => far[j]);
            var near = year >= 300 ? 5 : 1;
            var yearly = year > 1 && (Any(values, i - year, near, values[i] / 2) || Any(values, i + year, near, values[i] / 2));
            if (run > LongestRun || repeats > MostRepeats * 2 || yearly)
            {
                limits[i] = double.PositiveInfinity;
            }
        }
    }

    static int Run(bool[] far, int index)
    {
        var (from, to) = (index, index);
        while (from > 0 && far[from - 1])
        {
            from--;
        }
        while (to + 1 < far.Length && far[to + 1])
        {
            to++;
        }
        return to - from + 1;
    }

    static bool Any(double[] values, int index, int near, double least)
    {
        for (var i = Math.Max(0, index - near); i <= Math.Min(values.Length - 1, index + near); i++)
        {
            if (values[i] >= least)
            {
                return true;
            }
        }
        return false;
    }
}

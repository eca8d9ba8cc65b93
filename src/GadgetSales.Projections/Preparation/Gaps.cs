using System.Globalization;

namespace GadgetSales.Projections.Preparation;

/// <summary>
/// Runs of zeros in a series that hardly ever has one: closed, out of stock or an outage, so nothing was observed. Zeros that come every week are closed slots,
/// and those of slow movers are sales like any other: neither is touched.
/// </summary>
internal static class Gaps
{
    const double MostZeros = 0.2;
    const double LargestChance = 0.004;
    const double PriorZeros = 0.3;
    const int FewestValues = 12;
    const int SurelyBack = 2;
    const int SurelyGone = 8;
    const int CycleOfLongGrains = 2;
    const int RecentCycles = 26;

    /// <summary>Marks the runs as not observed.</summary>
    /// <returns>How likely it is that a run at the end does not end, 0 to 1.</returns>
    public static double Find(double[] values, bool[] observed, int cycle, List<string> notes)
    {
        var open = OpenPositions(values, cycle);
        int[] slots = [.. Enumerable.Range(0, values.Length).Where(i => open[i % cycle] && observed[i])];
        var zeros = slots.Count(i => values[i] == 0);
        var trailing = TrailingZeros(values, slots);
        if (slots.Length - trailing < FewestValues || zeros - trailing > MostZeros * (slots.Length - trailing))
        {
            return 0;
        }
        var longest = Mark(values, observed, slots, zeros, notes);
        if (trailing == 0 || observed[slots[^1]])
        {
            return 0;
        }
        var length = slots.Length == values.Length ? trailing : values.Length - slots[^trailing];
        var step = cycle == 1 ? CycleOfLongGrains : cycle;
        // Whoever came back from a gap as long will come back again.
        var back = Math.Max(SurelyBack * step, 1.5 * longest);
        var doubt = Math.Clamp((length - back) / Math.Max(1, SurelyGone * step - back), 0, 1);
        if (doubt >= 1)
        {
            foreach (var slot in slots[^trailing..])
            {
                observed[slot] = true;
            }
            notes.Add($"Nothing was sold in the last {Text(trailing)} open periods: taken as the end of sales.");
            return 1;
        }
        notes.Add($"Nothing was sold in the last {Text(trailing)} open periods, which would hardly happen by chance: probably closed, out of stock or an outage. They are not learnt from, and the interval reaches down to 0.");
        return doubt;
    }

    /// <summary>The length of the longest run before the end.</summary>
    static int Mark(double[] values, bool[] observed, int[] slots, int zeros, List<string> notes)
    {
        var (longest, marked) = (0, 0);
        for (var s = 0; s < slots.Length; s++)
        {
            var start = s;
            while (s < slots.Length && values[slots[s]] == 0)
            {
                s++;
            }
            var run = s - start;
            var chance = (zeros - run + PriorZeros) / (slots.Length - run + 1);
            // Zeros at the start are from before the first sale, not a gap.
            if (run == 0 || start == 0 || Math.Pow(chance, run) > LargestChance)
            {
                continue;
            }
            longest = s < slots.Length ? Math.Max(longest, run) : longest;
            marked += s < slots.Length ? run : 0;
            foreach (var slot in slots[start..s])
            {
                observed[slot] = false;
            }
        }
        if (marked > 0)
        {
            notes.Add($"{Text(marked)} periods without sales between periods that hardly ever lack them are not learnt from.");
        }
        return longest;
    }

    static int TrailingZeros(double[] values, int[] slots)
    {
        var count = 0;
        while (count < slots.Length && values[slots[^(count + 1)]] == 0)
        {
            count++;
        }
        return count;
    }

    /// <summary>Positions that sold in at least one of the last cycles.</summary>
    static bool[] OpenPositions(double[] values, int cycle)
    {
        var open = new bool[cycle];
        for (var i = Math.Max(0, values.Length - RecentCycles * cycle); i < values.Length; i++)
        {
            open[i % cycle] |= values[i] != 0;
        }
        return open;
    }

    static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

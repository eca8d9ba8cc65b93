namespace GadgetSales.Projections;

/// <summary>
/// Positions of a cycle (weekdays of a week, hours of a day or week) at which nothing was sold in any of the last cycles: the shop is closed.
/// They are projected as 0 and left out of the history, so that the methods see opening time without holes.
/// </summary>
/// <param name="Cycle">Steps in a cycle; 1 when nothing is closed.</param>
/// <param name="Open">For each position (index of a value modulo the cycle) whether it is open.</param>
public sealed record ClosedSlots(int Cycle, IReadOnlyList<bool> Open)
{
    const int ShortestCycle = 5;
    const int LongestCycle = 168;
    const int FewestCycles = 4;
    const int MostCycles = 8;
    const double LargestChance = 0.001;

    public static ClosedSlots None { get; } = new(1, [true]);

    public bool IsOpen(int index) => Open[index % Cycle];

    /// <summary>
    /// Looks at the last 4 to 8 cycles of the longest candidate period that is a week of hours or shorter. None when fewer cycles are there,
    /// when nothing or all is closed, or when less than a sixth is open: that is a slow mover, not an opening time. A weekday of a slow mover may
    /// have sold nothing by chance, so there the time since its last sale must tell.
    /// </summary>
    internal static ClosedSlots Detect(ReadOnlySpan<double> values, IReadOnlyList<int> candidatePeriods)
    {
        var cycle = 0;
        foreach (var period in candidatePeriods)
        {
            cycle = period is >= ShortestCycle and <= LongestCycle && values.Length >= FewestCycles * period ? Math.Max(cycle, period) : cycle;
        }
        if (cycle == 0)
        {
            return None;
        }
        var open = new bool[cycle];
        var length = values.Length;
        for (var i = length - Math.Min(MostCycles, length / cycle) * cycle; i < length; i++)
        {
            open[i % cycle] |= values[i] != 0;
        }
        // Hours need no such test: one that sold nothing in any of the weeks is projected near 0 either way.
        if (!candidatePeriods.Any(period => period is >= ShortestCycle && period < cycle && cycle % period == 0))
        {
            OpenByChance(values, open);
        }
        var count = open.Count(isOpen => isOpen);
        return count < cycle && 6 * count >= cycle ? new ClosedSlots(cycle, open) : None;
    }

    /// <summary>Opens slots that may have sold nothing by chance: p is how often the open ones sell, so n cycles without a sale have chance (1 - p)^n.</summary>
    static void OpenByChance(ReadOnlySpan<double> values, bool[] open)
    {
        var cycle = open.Length;
        var (sales, slots) = (0, 0);
        for (var i = values.Length - Math.Min(MostCycles, values.Length / cycle) * cycle; i < values.Length; i++)
        {
            slots += open[i % cycle] ? 1 : 0;
            sales += open[i % cycle] && values[i] != 0 ? 1 : 0;
        }
        for (var last = values.Length - cycle; slots > 0 && last < values.Length; last++)
        {
            var quiet = 0;
            for (var i = last; i >= 0 && values[i] == 0; i -= cycle)
            {
                quiet++;
            }
            open[last % cycle] |= Math.Pow(1 - (double)sales / slots, quiet) > LargestChance;
        }
    }

    /// <summary>Periods counted in open slots; a period survives when each of its repetitions in the cycle has equally many.</summary>
    internal int[] InOpenTime(IReadOnlyList<int> candidatePeriods)
    {
        if (Cycle == 1)
        {
            return [.. candidatePeriods.Distinct().Order()];
        }
        var periods = new List<int>();
        foreach (var period in candidatePeriods)
        {
            var perCycle = Open.Count(isOpen => isOpen);
            if (period % Cycle == 0)
            {
                periods.Add(perCycle * (period / Cycle));
            }
            else if (period > Cycle)
            {
                // Not a whole number of cycles (365 days, 7-day week): the nearest whole count of open slots.
                periods.Add((int)Math.Round((double)period * perCycle / Cycle));
            }
            else if (Cycle % period == 0 && EquallyOpen(period) is { } slots)
            {
                periods.Add(slots);
            }
        }
        return [.. periods.Where(period => period > 1).Distinct().Order()];
    }

    int? EquallyOpen(int period)
    {
        var first = Enumerable.Range(0, period).Count(i => Open[i]);
        for (var start = period; start < Cycle; start += period)
        {
            if (Enumerable.Range(start, period).Count(i => Open[i]) != first)
            {
                return null;
            }
        }
        return first;
    }
}

namespace GadgetSales.Projections;

/// <summary>
/// A season within a season: hours of the day within the week. Opening hours may differ from day to day, so every open slot knows its own position.
/// </summary>
/// <param name="Period">The longer season in open slots.</param>
/// <param name="Inner">The shorter season in slots, open and closed (24).</param>
/// <param name="Outer">The longer season in slots, open and closed (168): a whole number of shorter ones.</param>
/// <param name="Positions">For each open slot of history and horizon its position in the longer season, from 0 and below <paramref name="Outer"/>.</param>
internal sealed record NestedSeason(int Period, int Inner, int Outer, int[] Positions)
{
    /// <param name="indices">The open slots of history and horizon.</param>
    public static NestedSeason[] Of(IReadOnlyList<int> candidatePeriods, ClosedSlots closed, int[] indices)
    {
        int[] periods = [.. candidatePeriods.Distinct().Order()];
        var open = closed.Open.Count(isOpen => isOpen);
        return
        [
            .. from pair in periods.Zip(periods.Skip(1), (inner, outer) => (Inner: inner, Outer: outer))
               where pair.Outer % pair.Inner == 0 && pair.Outer % closed.Cycle == 0
               select new NestedSeason(pair.Outer / closed.Cycle * open, pair.Inner, pair.Outer, [.. indices.Select(i => i % pair.Outer)]),
        ];
    }
}

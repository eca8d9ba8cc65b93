namespace GadgetSales.Projections.Preparation;

/// <summary>
/// A level that changed some days ago and stayed: each of the last days stands apart from its weekday's usual, all to the same side. What lies before is
/// brought to the new level, so that weekdays, years and noise are still learnt from all of it.
/// </summary>
internal static class LevelShift
{
    const int Shortest = 5;
    const int LongestCycles = 4;
    const int CyclesBefore = 8;
    const int FewestCyclesBefore = 4;
    const double Apart = 2;
    const double SmallestChange = 0.22;
    const double PriorVariance = 0.25;
    const int Year = 364;

    /// <summary>Divides values and targets before the shift by what it changed, and notes that in the factors.</summary>
    public static void Bridge(double[] values, double[] targets, double[] factors, int cycle, List<string> notes)
    {
        if (cycle != 7)
        {
            return;
        }
        for (var length = LongestCycles * cycle; length >= Shortest; length--)
        {
            if (Change(values, length, cycle) is not { } change)
            {
                continue;
            }
            var factor = Math.Exp(change);
            for (var i = 0; i < values.Length - length; i++)
            {
                values[i] *= factor;
                targets[i] *= factor;
                factors[i] /= factor;
            }
            notes.Add($"The level changed {length} days ago to {factor:P0} of what it was before; earlier values are taken at the new level.");
            return;
        }
    }

    /// <summary>The logarithm of the change over the last steps; null when they do not all stand apart from what was usual.</summary>
    static double? Change(double[] values, int length, int cycle)
    {
        var start = values.Length - length;
        var before = Math.Min(CyclesBefore, start / cycle);
        if (before < FewestCyclesBefore)
        {
            return null;
        }
        var usual = new double[cycle];
        var noise = new List<double>(before * cycle);
        for (var position = 0; position < cycle; position++)
        {
            List<double> same = [.. Enumerable.Range(1, before).Select(back => values[start + position - back * cycle]).Where(value => value > 0)];
            if (same.Count >= FewestCyclesBefore)
            {
                var middle = UsualValues.Median(same);
                usual[position] = Math.Log(middle);
                noise.AddRange(same.Select(value => Math.Abs(Math.Log(value) - usual[position])));
            }
            else if (same.Count > 0)
            {
                return null;
            }
            else
            {
                usual[position] = double.NaN;
            }
        }
        if (noise.Count == 0)
        {
            return null;
        }
        var least = Math.Max(SmallestChange, Apart * 1.4826 * UsualValues.Median(noise));
        if (Agree(values, start, usual, least) is not { } change || WasSoLastYear(values, length, cycle, change))
        {
            return null;
        }
        var deviation = 1.4826 * UsualValues.Median(noise);
        return change * PriorVariance / (PriorVariance + 1.5 * deviation * deviation / length);
    }

    static double? Agree(double[] values, int start, double[] usual, double least)
    {
        var changes = new List<double>(values.Length - start);
        for (var i = start; i < values.Length; i++)
        {
            var expected = usual[(i - start) % usual.Length];
            if (double.IsNaN(expected))
            {
                continue;
            }
            if (values[i] <= 0)
            {
                return null;
            }
            changes.Add(Math.Log(values[i]) - expected);
        }
        if (changes.Count < Shortest - 1 || Math.Sign(changes.Min()) != Math.Sign(changes.Max()))
        {
            return null;
        }
        var middle = UsualValues.Median(changes);
        var apart = changes.Count(change => Math.Abs(change) > 0.5 * least);
        return Math.Abs(middle) > least && apart >= 0.9 * changes.Count ? middle : null;
    }

    /// <summary>Whether at least half of the change came at the same time of last year: then it is the season.</summary>
    static bool WasSoLastYear(double[] values, int length, int cycle, double change)
    {
        var start = values.Length - length - Year;
        if (start < CyclesBefore * cycle)
        {
            return false;
        }
        var after = values.AsSpan(start, length).ToArray().Average();
        var before = values.AsSpan(start - CyclesBefore * cycle, CyclesBefore * cycle).ToArray().Average();
        return before > 0 && after > 0 && Math.Log(after / before) / change > 0.5;
    }
}

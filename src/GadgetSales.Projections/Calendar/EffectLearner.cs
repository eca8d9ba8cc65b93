using GadgetSales.Projections.Preparation;

namespace GadgetSales.Projections.Calendar;

/// <summary>
/// Effects against what was usual around them, shrunk by what is known: the more often a cause was seen and the quieter the series, the more of what was seen
/// is believed (James and Stein 1961). What noise alone might do is no effect.
/// </summary>
/// <param name="usable">False where a value says nothing.</param>
/// <param name="plain">Where no cause was at work.</param>
internal sealed class EffectLearner(double[] values, bool[] usable, bool[] plain, int cycle)
{
    const double PriorVariance = 0.25;
    const double LeastDeviations = 2;
    const double OnceDeviations = 3;
    const double LeastNoise = 0.03;
    const double LargestEffect = 8;
    const int FewestPlain = 8;
    const int NoiseWindow = 400;

    readonly double noise = Noise(values, plain, cycle);

    /// <summary>What the steps of one cause multiply the usual with: 0 where they were closed, null where no effect is seen.</summary>
    public double? Effect(IReadOnlyList<int> steps)
    {
        var (sum, count, closed) = (0.0, 0, 0);
        foreach (var step in steps)
        {
            if (!usable[step] || UsualValues.At(values, plain, step, cycle) is not (> 0 and var usual))
            {
                continue;
            }
            closed += values[step] == 0 ? 1 : 0;
            // A day that sold a little was open for a while.
            sum += Math.Log(Math.Clamp(values[step] / usual, 1 / LargestEffect, LargestEffect));
            count++;
        }
        if (count == 0 || double.IsNaN(noise))
        {
            return null;
        }
        if (closed == count)
        {
            return noise < 1 ? 0 : null;
        }
        var mean = sum / count;
        var least = (count == 1 ? OnceDeviations : LeastDeviations) * noise / Math.Sqrt(count);
        return Math.Abs(mean) < least ? null : Math.Exp(mean * PriorVariance / (PriorVariance + noise * noise / count));
    }

    /// <summary>The robust deviation of the logarithm of plain values from what was usual around them; not a number when too few are known.</summary>
    static double Noise(double[] values, bool[] plain, int cycle)
    {
        var deviations = new List<double>();
        for (var i = Math.Max(0, values.Length - NoiseWindow); i < values.Length; i++)
        {
            if (plain[i] && values[i] > 0 && UsualValues.At(values, plain, i, cycle) is > 0 and var usual)
            {
                deviations.Add(Math.Abs(Math.Log(values[i] / usual)));
            }
        }
        return deviations.Count < FewestPlain ? double.NaN : Math.Max(LeastNoise, 1.4826 * UsualValues.Median(deviations));
    }
}

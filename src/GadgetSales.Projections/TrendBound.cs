namespace GadgetSales.Projections;

/// <summary>How far a projection may go beyond what was ever sold: as far as the series has grown over a horizon before, a little damped.</summary>
internal static class TrendBound
{
    const double LeastGrowth = 1.25;
    const double MostGrowth = 3;
    const double Damping = 0.75;
    const int Cycle = 13;

    /// <summary>Cuts points in place.</summary>
    /// <param name="values">What was learnt from, so without bulk orders.</param>
    /// <param name="cycle">Steps over which a level is measured: the longest season that comes by often, else a few.</param>
    public static void Apply(double[] values, int cycle, params ReadOnlySpan<double[]> points)
    {
        var length = Math.Clamp(cycle, 1, Math.Max(1, values.Length / 3));
        var ahead = Math.Max(length, Math.Min(points[0].Length, values.Length / 2));
        var growth = 1.0;
        var level = new double[Math.Max(0, values.Length - length + 1)];
        for (var i = 0; i < level.Length; i++)
        {
            level[i] = values.AsSpan(i, length).ToArray().Sum();
            growth = i >= ahead && level[i - ahead] > 0 ? Math.Max(growth, level[i] / level[i - ahead]) : growth;
        }
        var most = values.Max() * Math.Clamp(Math.Pow(growth, Damping), LeastGrowth, MostGrowth);
        foreach (var each in points)
        {
            foreach (ref var point in each.AsSpan())
            {
                point = Math.Min(point, most);
            }
        }
    }

    public static int CycleOf(int[] seasons) => seasons.LastOrDefault(season => season <= Cycle, Cycle);
}

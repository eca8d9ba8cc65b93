namespace GadgetSales.Projections.Methods;

/// <summary>
/// Minimises a function of one variable on an interval: a coarse grid, because the errors of smoothing methods have several minima,
/// then golden sections around its best point.
/// </summary>
internal static class LineSearch
{
    const double Golden = 0.618_033_988_749_894_9;

    public static double Minimise<TObjective>(ref TObjective objective, scoped ReadOnlySpan<double> grid, int sections)
        where TObjective : IObjective, allows ref struct
    {
        var best = 0;
        var bestValue = double.PositiveInfinity;
        for (var i = 0; i < grid.Length; i++)
        {
            var value = objective.Evaluate(grid.Slice(i, 1));
            if (value < bestValue)
            {
                (best, bestValue) = (i, value);
            }
        }
        return Refine(ref objective, grid[Math.Max(0, best - 1)], grid[best], grid[Math.Min(grid.Length - 1, best + 1)], bestValue, sections);
    }

    static double Refine<TObjective>(ref TObjective objective, double low, double best, double high, double bestValue, int sections)
        where TObjective : IObjective, allows ref struct
    {
        Span<double> x = stackalloc double[1];
        for (var i = 0; i < sections; i++)
        {
            // The larger side is cut at its golden section; three points always enclose the best.
            x[0] = best - low > high - best ? best - (1 - Golden) * (best - low) : best + (1 - Golden) * (high - best);
            var value = objective.Evaluate(x);
            if (value < bestValue)
            {
                (low, high) = x[0] < best ? (low, best) : (best, high);
                (best, bestValue) = (x[0], value);
            }
            else
            {
                (low, high) = x[0] < best ? (x[0], high) : (low, x[0]);
            }
        }
        return best;
    }
}

/// <summary>What is minimised; a struct so that the call is direct and allocates nothing.</summary>
internal interface IObjective
{
    double Evaluate(scoped ReadOnlySpan<double> point);
}

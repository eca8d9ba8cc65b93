namespace GadgetSales.Projections.Methods;

/// <summary>
/// Minimises a function of a few variables in a box with the simplex of Nelder and Mead (1965); points outside are moved to the edge.
/// Own, because MathNet's takes no bounds and allocates vectors at every evaluation, which costs more than the evaluation itself here.
/// </summary>
internal static class NelderMead
{
    const double Tolerance = 1e-6;

    /// <summary>Replaces <paramref name="start"/> by the best point found within <paramref name="evaluations"/> evaluations.</summary>
    /// <param name="step">The first simplex's edges; turned around where they would leave the box.</param>
    public static void Minimise<TObjective>(
        ref TObjective objective, scoped Span<double> start, scoped ReadOnlySpan<double> low, scoped ReadOnlySpan<double> high, scoped ReadOnlySpan<double> step, int evaluations)
        where TObjective : IObjective, allows ref struct
    {
        var n = start.Length;
        Span<double> points = stackalloc double[(n + 1) * n];
        Span<double> values = stackalloc double[n + 1];
        Span<double> centre = stackalloc double[n];
        Span<double> trial = stackalloc double[n];
        Span<double> further = stackalloc double[n];
        for (var i = 0; i <= n; i++)
        {
            var point = points.Slice(i * n, n);
            start.CopyTo(point);
            if (i > 0)
            {
                point[i - 1] += point[i - 1] + step[i - 1] > high[i - 1] ? -step[i - 1] : step[i - 1];
            }
            values[i] = Value(ref objective, point, low, high);
        }
        for (var used = n + 1; used < evaluations;)
        {
            var (best, worst, second) = Order(values);
            if (values[worst] - values[best] <= Tolerance * (Math.Abs(values[best]) + 1e-12))
            {
                break;
            }
            Centre(points, worst, n, centre);
            var worstPoint = points.Slice(worst * n, n);
            var reflected = Move(ref objective, centre, worstPoint, -1, low, high, trial, ref used);
            if (reflected < values[best])
            {
                var expanded = Move(ref objective, centre, worstPoint, -2, low, high, further, ref used);
                (expanded < reflected ? further : trial).CopyTo(worstPoint);
                values[worst] = Math.Min(expanded, reflected);
            }
            else if (reflected < values[second])
            {
                trial.CopyTo(worstPoint);
                values[worst] = reflected;
            }
            else
            {
                var contracted = Move(ref objective, centre, worstPoint, reflected < values[worst] ? -0.5 : 0.5, low, high, further, ref used);
                if (contracted < Math.Min(reflected, values[worst]))
                {
                    further.CopyTo(worstPoint);
                    values[worst] = contracted;
                }
                else
                {
                    Shrink(ref objective, points, values, best, n, low, high, ref used);
                }
            }
        }
        points.Slice(Order(values).Best * n, n).CopyTo(start);
    }

    static (int Best, int Worst, int Second) Order(scoped ReadOnlySpan<double> values)
    {
        var (best, worst) = (0, 0);
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] < values[best] ? i : best;
            worst = values[i] >= values[worst] ? i : worst;
        }
        var second = best;
        for (var i = 0; i < values.Length; i++)
        {
            second = i != worst && values[i] >= values[second] ? i : second;
        }
        return (best, worst, second);
    }

    static void Centre(scoped ReadOnlySpan<double> points, int worst, int n, scoped Span<double> centre)
    {
        centre.Clear();
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; i != worst && j < n; j++)
            {
                centre[j] += points[i * n + j] / n;
            }
        }
    }

    static double Move<TObjective>(
        ref TObjective objective, scoped ReadOnlySpan<double> centre, scoped ReadOnlySpan<double> from, double factor,
        scoped ReadOnlySpan<double> low, scoped ReadOnlySpan<double> high, scoped Span<double> to, ref int used)
        where TObjective : IObjective, allows ref struct
    {
        for (var j = 0; j < to.Length; j++)
        {
            to[j] = centre[j] + factor * (from[j] - centre[j]);
        }
        used++;
        return Value(ref objective, to, low, high);
    }

    static void Shrink<TObjective>(
        ref TObjective objective, scoped Span<double> points, scoped Span<double> values, int best, int n,
        scoped ReadOnlySpan<double> low, scoped ReadOnlySpan<double> high, ref int used)
        where TObjective : IObjective, allows ref struct
    {
        var centre = points.Slice(best * n, n);
        for (var i = 0; i <= n; i++)
        {
            if (i != best)
            {
                var point = points.Slice(i * n, n);
                values[i] = Move(ref objective, centre, point, 0.5, low, high, point, ref used);
            }
        }
    }

    static double Value<TObjective>(ref TObjective objective, scoped Span<double> point, scoped ReadOnlySpan<double> low, scoped ReadOnlySpan<double> high)
        where TObjective : IObjective, allows ref struct
    {
        for (var j = 0; j < point.Length; j++)
        {
            point[j] = Math.Clamp(point[j], low[j], high[j]);
        }
        var value = objective.Evaluate(point);
        return double.IsFinite(value) ? value : double.MaxValue;
    }
}

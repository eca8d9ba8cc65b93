namespace GadgetSales.Projections.Methods;

/// <summary>
/// Holt's linear trend with damping (Gardner and McKenzie 1985; ETS(A,Ad,N)): level and slope follow each error; the slope shrinks by
/// phi at every step ahead, so projections level off. Parameters: alpha, beta (share of alpha), phi (0.8 to 0.98), starting level, starting slope.
/// </summary>
/// <remarks>The errors are linear in the starting state, which is therefore solved by least squares for each alpha, beta and phi.</remarks>
internal sealed class DampedTrend : IForecastMethod
{
    public string Name => "damped trend";

    public int MinimumLength => 6;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        var objective = new SquaredError(history);
        Span<double> point = [0.3, 0.1, 0.95];
        NelderMead.Minimise(ref objective, point, [0.0001, 0.0001, 0.8], [0.9999, 0.9999, 0.98], [0.2, 0.15, -0.07], 55);
        objective.Evaluate(point);
        return [point[0], point[1], point[2], objective.Level, objective.Slope];
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var (alpha, beta, phi, level, slope) = (parameters[0], parameters[1], parameters[2], parameters[3], parameters[4]);
        for (var i = 0; i < history.Length; i++)
        {
            var expected = level + phi * slope;
            if (!fitted.IsEmpty)
            {
                fitted[i] = expected;
            }
            var error = history[i] - expected;
            level = expected + alpha * error;
            slope = phi * slope + alpha * beta * error;
        }
        var damping = phi;
        for (var j = 0; j < forecast.Length; j++)
        {
            level += damping * slope;
            damping *= phi;
            forecast[j] = level;
        }
    }

    ref struct SquaredError(ReadOnlySpan<double> history) : IObjective
    {
        readonly ReadOnlySpan<double> history = history;

        public double Level { get; private set; }

        public double Slope { get; private set; }

        public double Evaluate(scoped ReadOnlySpan<double> point)
        {
            var (alpha, gain, phi) = (point[0], point[0] * point[1], point[2]);
            // Three runs side by side: from a zero state, and how a unit of starting level (u) and of starting slope (v) reaches each error.
            var (level, slope, uLevel, uSlope, vLevel, vSlope) = (0.0, 0.0, 1.0, 0.0, 0.0, 1.0);
            var (ee, eu, ev, uu, uv, vv) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var value in history)
            {
                slope *= phi;
                uSlope *= phi;
                vSlope *= phi;
                level += slope;
                uLevel += uSlope;
                vLevel += vSlope;
                var error = value - level;
                ee += error * error;
                eu += error * uLevel;
                ev += error * vLevel;
                uu += uLevel * uLevel;
                uv += uLevel * vLevel;
                vv += vLevel * vLevel;
                level += alpha * error;
                slope += gain * error;
                uSlope -= gain * uLevel;
                uLevel -= alpha * uLevel;
                vSlope -= gain * vLevel;
                vLevel -= alpha * vLevel;
            }
            var determinant = uu * vv - uv * uv;
            var regular = determinant > 1e-9 * uu * vv;
            Slope = regular ? (uu * ev - uv * eu) / determinant : 0;
            Level = (eu - uv * Slope) / uu;
            return ee - Level * eu - Slope * ev;
        }
    }
}

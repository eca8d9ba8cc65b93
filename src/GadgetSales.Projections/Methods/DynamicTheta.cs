using System.Buffers;

namespace GadgetSales.Projections.Methods;

/// <summary>
/// Dynamic Optimised Theta Model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016): a smoothed level plus a share of the
/// straight line through all values so far, re-estimated at every step. Parameters: alpha, omega = 1 - 1/theta (0 to 0.99), starting level.
/// </summary>
/// <remarks>
/// The line's coefficients do not depend on the parameters, and the errors are linear in the starting level and omega: only alpha is searched.
/// </remarks>
internal sealed class DynamicTheta : IForecastMethod
{
    const double LargestOmega = 0.99; // theta = 100, as in the paper

    static readonly double[] Grid = [0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.99];

    public string Name => "dynamic theta";

    public int MinimumLength => 5;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        var length = history.Length;
        var buffer = ArrayPool<double>.Shared.Rent(2 * length);
        var intercepts = buffer.AsSpan(0, length);
        var slopes = buffer.AsSpan(length, length);
        var line = new Line(history[0]);
        for (var k = 1; k < length; k++)
        {
            (intercepts[k], slopes[k]) = (line.Intercept, line.Slope);
            line.Add(history[k], k);
        }
        var objective = new SquaredError(history, intercepts, slopes);
        var alpha = LineSearch.Minimise(ref objective, Grid, 7);
        objective.Evaluate([alpha]);
        ArrayPool<double>.Shared.Return(buffer);
        return [alpha, objective.Omega, objective.Level];
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var (alpha, omega) = (parameters[0], parameters[1]);
        var line = new Line(history[0]);
        var level = alpha * history[0] + (1 - alpha) * parameters[2];
        if (!fitted.IsEmpty)
        {
            fitted[0] = history[0];
        }
        var decay = 1.0;
        for (var k = 1; k < history.Length + forecast.Length; k++)
        {
            decay *= 1 - alpha;
            var expected = level + omega * (decay * line.Intercept + (1 - decay * (1 - alpha)) / alpha * line.Slope);
            double value;
            if (k < history.Length)
            {
                value = history[k];
                if (!fitted.IsEmpty)
                {
                    fitted[k] = expected;
                }
            }
            else
            {
                // Beyond the history the model feeds on its own projections (equation 21 of the paper).
                value = forecast[k - history.Length] = expected;
            }
            level += alpha * (value - level);
            line.Add(value, k);
        }
    }

    /// <summary>Least-squares line through the values so far, updated in constant time.</summary>
    struct Line(double first)
    {
        double mean = first;

        public double Intercept { get; private set; } = first;

        public double Slope { get; private set; }

        public void Add(double value, int count)
        {
            Slope = ((count - 1) * Slope + 6 * (value - mean) / (count + 1)) / (count + 2);
            mean = (count * mean + value) / (count + 1);
            Intercept = mean - Slope * (count + 2) / 2;
        }
    }

    ref struct SquaredError(ReadOnlySpan<double> history, ReadOnlySpan<double> intercepts, ReadOnlySpan<double> slopes) : IObjective
    {
        readonly ReadOnlySpan<double> history = history;
        readonly ReadOnlySpan<double> intercepts = intercepts;
        readonly ReadOnlySpan<double> slopes = slopes;

        public double Omega { get; private set; }

        public double Level { get; private set; }

        public double Evaluate(scoped ReadOnlySpan<double> point)
        {
            var alpha = point[0];
            var (keep, inverse) = (1 - alpha, 1 / alpha);
            var (level, decay) = (alpha * history[0], 1.0);
            var (ee, eu, ed, uu, ud, dd) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            for (var k = 1; k < history.Length; k++)
            {
                // error(start, omega) = error(0, 0) - start * decay - omega * drift
                decay *= keep;
                var error = history[k] - level;
                if (k > 1)
                {
                    var drift = decay * intercepts[k] + (1 - decay * keep) * inverse * slopes[k];
                    ee += error * error;
                    eu += error * decay;
                    ed += error * drift;
                    uu += decay * decay;
                    ud += decay * drift;
                    dd += drift * drift;
                }
                level += alpha * error;
            }
            var determinant = uu * dd - ud * ud;
            Omega = determinant > 1e-10 * uu * dd ? Math.Clamp((uu * ed - ud * eu) / determinant, 0, LargestOmega) : 0;
            Level = (eu - ud * Omega) / uu;
            return ee - 2 * Level * eu - 2 * Omega * ed + Level * Level * uu + 2 * Level * Omega * ud + Omega * Omega * dd;
        }
    }
}

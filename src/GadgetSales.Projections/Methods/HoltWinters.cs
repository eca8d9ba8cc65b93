using System.Buffers;
using GadgetSales.Projections.Decomposition;

namespace GadgetSales.Projections.Methods;

/// <summary>
/// Holt-Winters with a damped trend (Winters 1960; Hyndman et al. 2008, ETS(A,Ad,A) and the multiplicative form): level, slope and one
/// seasonal state for each position of the period follow every error. Starts from the classical decomposition.
/// Parameters: alpha, beta (share of alpha), gamma (share of 1 - alpha), phi, starting level, starting slope, then the seasonal states.
/// </summary>
internal sealed class HoltWinters(int period, bool multiplicative) : IForecastMethod
{
    const int Smoothing = 4;

    public string Name => $"Holt-Winters {(multiplicative ? "multiplicative" : "additive")} {period}";

    // With fewer cycles there are more seasonal states than a cycle can correct.
    public int MinimumLength => 3 * period;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        var parameters = new double[Smoothing + 2 + period];
        StartingState(history, parameters);
        var seasonal = ArrayPool<double>.Shared.Rent(period);
        var objective = new SquaredError(history, parameters.AsSpan(Smoothing), seasonal.AsSpan(0, period), multiplicative);
        Span<double> point = [0.3, 0.05, 0.1, 0.95];
        NelderMead.Minimise(ref objective, point, [0.0001, 0.0001, 0.0001, 0.8], [0.9999, 0.9999, 0.9999, 0.98], [0.2, 0.1, 0.1, -0.05], 80);
        ArrayPool<double>.Shared.Return(seasonal);
        point.CopyTo(parameters);
        return parameters;
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var rented = ArrayPool<double>.Shared.Rent(period);
        var seasonal = rented.AsSpan(0, period);
        Walk(history, parameters[..Smoothing], parameters[Smoothing..], seasonal, multiplicative, fitted, out var level, out var slope);
        var phi = parameters[3];
        var damping = phi;
        for (var j = 0; j < forecast.Length; j++)
        {
            level += damping * slope;
            damping *= phi;
            var season = seasonal[(history.Length + j) % period];
            forecast[j] = multiplicative ? level * season : level + season;
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    void StartingState(ReadOnlySpan<double> history, Span<double> parameters)
    {
        var indices = parameters[(Smoothing + 2)..];
        ClassicalDecomposition.SeasonalIndices(history, multiplicative, indices);
        var count = Math.Min(history.Length, Math.Max(2 * period, 10));
        var (sumT, sumX, sumTT, sumTX) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var adjusted = multiplicative ? history[i] / indices[i % period] : history[i] - indices[i % period];
            sumT += i + 1;
            sumX += adjusted;
            sumTT += (i + 1.0) * (i + 1.0);
            sumTX += (i + 1) * adjusted;
        }
        var slope = (count * sumTX - sumT * sumX) / (count * sumTT - sumT * sumT);
        parameters[Smoothing] = (sumX - slope * sumT) / count;
        parameters[Smoothing + 1] = slope;
    }

    /// <summary>Returns the sum of squared one-step errors.</summary>
    static double Walk(
        ReadOnlySpan<double> history, ReadOnlySpan<double> smoothing, ReadOnlySpan<double> start, Span<double> seasonal,
        bool multiplicative, Span<double> fitted, out double level, out double slope)
    {
        var (alpha, gain, gamma, phi) = (smoothing[0], smoothing[0] * smoothing[1], smoothing[2] * (1 - smoothing[0]), smoothing[3]);
        (level, slope) = (start[0], start[1]);
        start.Slice(2, seasonal.Length).CopyTo(seasonal);
        var squares = 0.0;
        var position = 0;
        for (var i = 0; i < history.Length; i++)
        {
            slope *= phi;
            level += slope;
            var season = seasonal[position];
            var expected = multiplicative ? level * season : level + season;
            if (!fitted.IsEmpty)
            {
                fitted[i] = expected;
            }
            var error = history[i] - expected;
            squares += error * error;
            var (levelError, seasonError) = multiplicative ? (error / AwayFromZero(season), error / AwayFromZero(level)) : (error, error);
            level += alpha * levelError;
            slope += gain * levelError;
            seasonal[position] = season + gamma * seasonError;
            position = position + 1 == seasonal.Length ? 0 : position + 1;
        }
        return squares;
    }

    static double AwayFromZero(double divisor) => Math.Abs(divisor) < 1e-9 ? 1e-9 : divisor;

    ref struct SquaredError(ReadOnlySpan<double> history, ReadOnlySpan<double> start, Span<double> seasonal, bool multiplicative) : IObjective
    {
        readonly ReadOnlySpan<double> history = history;
        readonly ReadOnlySpan<double> start = start;
        readonly Span<double> seasonal = seasonal;

        public readonly double Evaluate(scoped ReadOnlySpan<double> point) =>
            Walk(history, point, start, seasonal, multiplicative, [], out _, out _);
    }
}

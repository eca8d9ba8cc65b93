namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// How noise differs from step to step: by a power of the level (Saturdays and Decembers that sell more also stray more; Taylor 1961) and by the position in
/// the shortest season, as far as there are values to tell. 1 is the usual noise of the series.
/// </summary>
internal sealed class NoiseShape
{
    const double LeastLevel = 0.05;
    const double PriorValues = 10;
    const double SmallestPart = 0.5;
    const double LargestPart = 2.5;

    static readonly double[] Powers = [0, 0.25, 0.5, 0.75, 1];

    readonly double power;
    readonly double floor;
    readonly double usual;
    readonly double[] parts;
    readonly Func<int, int> positionOf;

    NoiseShape(double power, double floor, double usual, double[] parts, Func<int, int> positionOf)
    {
        (this.power, this.floor, this.usual, this.parts, this.positionOf) = (power, floor, usual, parts, positionOf);
    }

    /// <param name="level">What is expected of the step.</param>
    /// <param name="index">The step, counted from the first open value.</param>
    public double At(double level, int index) => Raise(level) / usual * (parts.Length > 0 ? parts[positionOf(index)] : 1);

    double Raise(double level) => Math.Pow(Math.Max(floor, Math.Abs(level)), power);

    /// <param name="residuals">One-step errors, of the last values of the history.</param>
    /// <param name="fitted">What was expected of the same values.</param>
    /// <param name="indices">Where each of them stands.</param>
    /// <param name="positions">How many positions the shortest season has; 0 for none.</param>
    public static NoiseShape Learn(ReadOnlySpan<double> residuals, ReadOnlySpan<double> fitted, ReadOnlySpan<int> indices, int positions, Func<int, int> positionOf)
    {
        var mean = 0.0;
        foreach (var level in fitted)
        {
            mean += Math.Abs(level) / fitted.Length;
        }
        var least = Math.Max(LeastLevel * mean, double.Epsilon);
        var (best, likelihood, usualScale) = (0.0, double.NegativeInfinity, 1.0);
        foreach (var candidate in Powers)
        {
            var (own, scale) = Likelihood(residuals, fitted, candidate, least);
            if (own > likelihood)
            {
                (best, likelihood, usualScale) = (candidate, own, scale);
            }
        }
        var shape = new NoiseShape(best, least, usualScale, [], positionOf);
        return new(best, least, usualScale, Parts(shape, residuals, fitted, indices, positions, positionOf), positionOf);
    }

    /// <summary>Of Laplace noise whose scale goes with the power of the level; and the power's mean, which is the usual noise.</summary>
    static (double Likelihood, double Usual) Likelihood(ReadOnlySpan<double> residuals, ReadOnlySpan<double> fitted, double exponent, double least)
    {
        var (sizes, logarithms, sum) = (0.0, 0.0, 0.0);
        for (var i = 0; i < residuals.Length; i++)
        {
            var level = Math.Max(least, Math.Abs(fitted[i]));
            var scale = Math.Pow(level, exponent);
            sizes += Math.Abs(residuals[i]) / scale;
            logarithms += exponent * Math.Log(level);
            sum += scale;
        }
        return sizes > 0 ? (-residuals.Length * Math.Log(sizes / residuals.Length) - logarithms, sum / residuals.Length) : (0, 1);
    }

    static double[] Parts(
        NoiseShape shape, ReadOnlySpan<double> residuals, ReadOnlySpan<double> fitted, ReadOnlySpan<int> indices, int positions, Func<int, int> positionOf)
    {
        var sizes = new double[positions];
        var counts = new int[positions];
        var mean = 0.0;
        for (var i = 0; i < residuals.Length && positions > 0; i++)
        {
            var size = Math.Abs(residuals[i]) / shape.At(fitted[i], indices[i]);
            sizes[positionOf(indices[i])] += size;
            counts[positionOf(indices[i])]++;
            mean += size / residuals.Length;
        }
        for (var p = 0; p < positions; p++)
        {
            var seen = mean > 0 && counts[p] > 0 ? Math.Clamp(sizes[p] / counts[p] / mean, SmallestPart, LargestPart) : 1;
            sizes[p] = 1 + counts[p] / (counts[p] + PriorValues) * (seen - 1);
        }
        return sizes;
    }
}

using MathNet.Numerics.Distributions;

namespace GadgetSales.Projections.Backtesting;

/// <summary>How far projections stray from what happens: a standard deviation for each step ahead, and how many of them an interval reaches.</summary>
internal sealed class ErrorSpread
{
    const double LargestGrowth = 1;
    const double SmallestScale = 0.6;
    const double LargestScale = 4;
    const double PriorErrors = 12;
    const double FewestErrors = 40;
    const double Doubt = 3;
    const double MostTrust = 0.7;

    readonly double[] standardised;
    readonly double excess;

    ErrorSpread(double[] deviations, double[] standardised, double horizons)
    {
        Deviations = deviations;
        this.standardised = standardised;
        // What is known from few independent horizons is itself uncertain, and weights and factor were chosen to suit them.
        excess = Math.Sqrt(1 + Doubt / Math.Pow(horizons, 1.5));
    }

    public double[] Deviations { get; }

    /// <summary>
    /// The variance of a step is that of the one-step residuals, growing by a constant share a step, scaled so that the squared backtest errors
    /// add up. Both corrections count for less when the backtest holds few errors.
    /// </summary>
    /// <param name="residuals">One-step errors of the combination.</param>
    /// <param name="errors">For each origin the errors of its steps.</param>
    /// <param name="horizons">How many horizons fit into the time the backtest covers: so many of its errors are independent.</param>
    /// <param name="except">An origin to leave out, so that its intervals can be judged; negative for none.</param>
    public static ErrorSpread Learn(ReadOnlySpan<double> residuals, double[][] errors, int horizon, double horizons, int except = -1)
    {
        var variance = 0.0;
        foreach (var residual in residuals)
        {
            variance += residual * residual / residuals.Length;
        }
        variance = Math.Max(variance, double.Epsilon);
        double[][] used = errors.Length == 1 || except < 0 ? errors : [.. errors.Where((_, k) => k != except)];
        var count = used.Length * used[0].Length;
        var squares = used.Sum(steps => steps.Sum(error => error * error));
        var steps = used.Length * Enumerable.Range(0, used[0].Length).Sum();
        var trust = count / (count + PriorErrors);
        var growth = trust * Math.Clamp((squares / variance - count) / Math.Max(1, steps), 0, LargestGrowth);
        var scale = Math.Pow(Math.Clamp(squares / (variance * (count + growth * steps)), SmallestScale, LargestScale), trust);
        var deviations = new double[horizon];
        for (var j = 0; j < horizon; j++)
        {
            deviations[j] = Math.Sqrt(variance * (1 + growth * j) * scale);
        }
        double[] sizes = [.. used.SelectMany(steps => steps.Select((error, j) => Math.Abs(error) / deviations[j]))];
        Array.Sort(sizes);
        return new(deviations, sizes, horizons);
    }

    /// <summary>
    /// How many deviations an interval reaches: half way between the bell curve and what the backtest saw, whose tails may be thin or heavy.
    /// </summary>
    public double Reach(double level)
    {
        var bell = Normal.InvCDF(0, 1, 0.5 + level / 200);
        var position = level / 100 * (standardised.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, standardised.Length - 1);
        var seen = standardised[below] + (position - below) * (standardised[above] - standardised[below]);
        var trust = MostTrust * standardised.Length / (standardised.Length + FewestErrors);
        return excess * (bell + trust * (seen - bell));
    }
}

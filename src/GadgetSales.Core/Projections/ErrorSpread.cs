namespace GadgetSales.Core.Projections;

/// <summary>How far projections stray from what happens, by step ahead.</summary>
internal static class ErrorSpread
{
    const double LargestGrowth = 1;
    const double SmallestScale = 0.6;
    const double LargestScale = 4;
    const double PriorErrors = 12;

    /// <summary>
    /// The standard deviation of the error of each step: that of the one-step residuals, its square growing by a constant share a step,
    /// scaled so that the squared backtest errors add up. Both corrections count for less when the backtest holds few errors.
    /// </summary>
    /// <param name="residuals">One-step errors of the combination.</param>
    /// <param name="errors">For each origin the errors of its steps.</param>
    /// <param name="except">An origin to leave out, so that its intervals can be judged; negative for none.</param>
    public static double[] Deviations(ReadOnlySpan<double> residuals, double[][] errors, int except, int horizon, double widen)
    {
        var variance = 0.0;
        foreach (var residual in residuals)
        {
            variance += residual * residual / residuals.Length;
        }
        variance = Math.Max(variance, double.Epsilon);
        var (squares, steps, count) = (0.0, 0.0, 0);
        for (var k = 0; k < errors.Length; k++)
        {
            for (var j = 0; (k != except || errors.Length == 1) && j < errors[k].Length; j++)
            {
                squares += errors[k][j] * errors[k][j];
                steps += j;
                count++;
            }
        }
        var trust = count / (count + PriorErrors);
        var growth = trust * Math.Clamp((squares / variance - count) / Math.Max(1, steps), 0, LargestGrowth);
        var scale = Math.Pow(Math.Clamp(squares / (variance * (count + growth * steps)), SmallestScale, LargestScale), trust);
        var deviations = new double[horizon];
        for (var j = 0; j < horizon; j++)
        {
            deviations[j] = widen * Math.Sqrt(variance * (1 + growth * j) * scale);
        }
        return deviations;
    }
}

namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// Weights from backtest errors: (error / best error)^-power, nothing for what is far behind, only the best few kept.
/// Combining beats choosing (Bates and Granger 1969; Pawlikowski and Chorowska 2020 for this kind of weights). The shorter the time
/// the backtest covers, the lower the power: weights from little evidence do best near equality (Diebold and Pauly 1990).
/// </summary>
internal static class Combination
{
    const double LargestPower = 8;
    const double PriorHorizons = 5;
    const double LargestRatio = 1.5;
    const int Most = 10;
    const int None = -1;

    /// <summary>Weights that sum to 1.</summary>
    /// <param name="errors">For each candidate and origin.</param>
    /// <param name="squared">
    /// Whether the errors are squared: then the mean of the origins' roots counts, so that one bulk order does not decide which method serves a
    /// slow mover. Who beats the gate is told by the squares.
    /// </param>
    /// <param name="horizons">How many horizons fit into the time the backtest covers.</param>
    /// <param name="except">An origin whose errors must not count; none when negative or when it is the only one.</param>
    /// <param name="gate">A candidate (seasonal naive) that the others must beat to count; none when negative.</param>
    public static double[] Weights(double[,] errors, bool squared, double horizons, int except = None, int gate = None)
    {
        var (candidates, origins) = (errors.GetLength(0), errors.GetLength(1));
        var sums = new double[candidates];
        var means = new double[candidates];
        for (var c = 0; c < candidates; c++)
        {
            for (var k = 0; k < origins; k++)
            {
                sums[c] += k == except && origins > 1 ? 0 : errors[c, k];
                means[c] += k == except && origins > 1 ? 0 : squared ? Math.Sqrt(errors[c, k]) : errors[c, k];
            }
        }
        for (var c = 0; gate >= 0 && c < candidates; c++)
        {
            means[c] = c != gate && sums[c] >= sums[gate] ? double.PositiveInfinity : means[c];
        }
        return FromErrors(means, LargestPower * horizons / (horizons + PriorHorizons));
    }

    static double[] FromErrors(double[] means, double power)
    {
        var best = means.Min();
        var weights = new double[means.Length];
        for (var c = 0; c < means.Length; c++)
        {
            // Without any error the ratio is 0/0: whoever is perfect counts.
            var ratio = best > 0 ? means[c] / best : means[c] > 0 ? double.PositiveInfinity : 1;
            weights[c] = ratio <= LargestRatio ? Math.Pow(ratio, -power) : 0;
        }
        var least = weights.OrderDescending().ElementAt(Math.Min(Most, weights.Length) - 1);
        var kept = 0;
        for (var c = 0; c < weights.Length; c++)
        {
            weights[c] = weights[c] >= least && kept < Most ? weights[c] : 0;
            kept += weights[c] > 0 ? 1 : 0;
        }
        var sum = weights.Sum();
        for (var c = 0; c < weights.Length; c++)
        {
            weights[c] /= sum;
        }
        return weights;
    }
}

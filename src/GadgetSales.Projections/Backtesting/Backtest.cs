namespace GadgetSales.Projections.Backtesting;

/// <summary>
/// Rolling origins (Tashman 2000): the last origins of a history, a share of the horizon apart. Every candidate is estimated once, on what
/// lies before the first origin, and run from each origin.
/// </summary>
internal sealed class Backtest
{
    const int MostOrigins = 14;
    const double LargestStep = 0.35;
    const int ShortestHistory = 12;

    Backtest(int[] origins, int horizon, Candidate[] candidates)
    {
        Origins = origins;
        Horizon = horizon;
        Candidates = candidates;
        Points = new double[candidates.Length][];
    }

    /// <summary>Ascending; an origin is the number of values known there.</summary>
    public int[] Origins { get; }

    public int Horizon { get; }

    public Candidate[] Candidates { get; }

    /// <summary>For each candidate its points, one horizon after the other.</summary>
    public double[][] Points { get; }

    /// <summary>
    /// Where to cut: as many origins as asked for, spread over what is not needed to estimate the methods (two cycles of the longest season,
    /// a year and a part of one, twice the horizon or half of the history), at most a share of the horizon apart, the last one a horizon before the end.
    /// </summary>
    /// <param name="year">What the shortest method of the year needs; 0 for none.</param>
    public static (int[] Origins, int Horizon) Plan(int length, int ahead, int[] seasons, int year = 0)
    {
        var needed = Math.Max(ShortestHistory, Math.Min(2 * ahead, length / 2));
        needed = Math.Max(needed, seasons.Length > 0 ? Math.Max(year, 2 * seasons[^1] + 2) : year);
        needed = Math.Min(needed, length - Math.Max(1, Math.Min(ahead, length / 4)));
        var horizon = Math.Min(ahead, length - needed);
        var room = length - needed - horizon;
        var step = Math.Clamp(room / (MostOrigins - 1), 1, Math.Max(1, (int)Math.Round(horizon * LargestStep)));
        var count = Math.Min(MostOrigins, 1 + room / step);
        return ([.. Enumerable.Range(0, count).Select(k => length - horizon - (count - 1 - k) * step)], horizon);
    }

    public static Backtest Run(
        double[] values, List<MethodGroup> groups, int[] origins, int horizon, bool nonNegative, CancellationToken cancellationToken)
    {
        Candidate[] candidates = [.. groups.SelectMany(group => group.Methods.Select(method => new Candidate(group.Adjustment, method)))];
        var backtest = new Backtest(origins, horizon, candidates);
        var first = 0;
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            backtest.RunGroup(values, group, first, nonNegative);
            first += group.Methods.Length;
        }
        return backtest;
    }

    void RunGroup(double[] values, MethodGroup group, int first, bool nonNegative)
    {
        var parameters = new double[group.Methods.Length][];
        for (var k = 0; k < Origins.Length; k++)
        {
            var history = values.AsSpan(0, Origins[k]);
            var adjusted = group.Adjustment.Adjust(history, Horizon);
            for (var m = 0; m < group.Methods.Length; m++)
            {
                parameters[m] ??= group.Methods[m].Estimate(adjusted.Values);
                Points[first + m] ??= new double[Origins.Length * Horizon];
                var points = Points[first + m].AsSpan(k * Horizon, Horizon);
                group.Methods[m].Run(adjusted.Values, parameters[m], points, []);
                adjusted.Restore(points, Origins[k]);
                if (nonNegative)
                {
                    foreach (ref var point in points)
                    {
                        point = Math.Max(0, point);
                    }
                }
            }
        }
    }

    /// <summary>For each candidate and origin the mean absolute (or squared) error; infinite where a point is not finite.</summary>
    public double[,] Errors(ReadOnlySpan<double> values, bool squared)
    {
        var errors = new double[Candidates.Length, Origins.Length];
        for (var c = 0; c < Candidates.Length; c++)
        {
            for (var k = 0; k < Origins.Length; k++)
            {
                var sum = 0.0;
                for (var j = 0; j < Horizon; j++)
                {
                    var error = Points[c][k * Horizon + j] - values[Origins[k] + j];
                    sum += squared ? error * error : Math.Abs(error);
                }
                errors[c, k] = double.IsFinite(sum) ? sum / Horizon : double.PositiveInfinity;
            }
        }
        return errors;
    }

    /// <summary>The weighted points of all origins.</summary>
    public void Combine(ReadOnlySpan<double> weights, int origin, Span<double> points)
    {
        points.Clear();
        for (var c = 0; c < weights.Length; c++)
        {
            for (var j = 0; weights[c] > 0 && j < Horizon; j++)
            {
                points[j] += weights[c] * Points[c][origin * Horizon + j];
            }
        }
    }

    /// <summary>The mean absolute (or squared) error of a combination over all origins.</summary>
    public double Error(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, bool squared)
    {
        var points = new double[Horizon];
        var sum = 0.0;
        for (var k = 0; k < Origins.Length; k++)
        {
            Combine(weights, k, points);
            for (var j = 0; j < Horizon; j++)
            {
                var error = points[j] - values[Origins[k] + j];
                sum += squared ? error * error : Math.Abs(error);
            }
        }
        return sum / (Origins.Length * Horizon);
    }

    /// <summary>Origins overlap: how many whole horizons lie between the first origin and the end of the history.</summary>
    public double IndependentHorizons(int length) => (double)(length - Origins[0]) / Horizon;
}

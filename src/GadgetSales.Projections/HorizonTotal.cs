using MathNet.Numerics.Distributions;

namespace GadgetSales.Projections;

/// <summary>The sum of a horizon: steps err together, but not quite, so its interval is neither the sum of theirs nor their root.</summary>
internal static class HorizonTotal
{
    const int SlowMoverWindow = 180;
    const int FewestWindows = 20;

    /// <param name="means">In the unit of the request.</param>
    /// <param name="deviations">Of the errors of each step, in the same unit.</param>
    /// <param name="correlation">Of the errors of two steps, 0 to 1.</param>
    public static ForecastTotal Of(double[] means, double[] deviations, double correlation, ErrorSpread spread, double[] levels, ForecastRequest request)
    {
        var (sum, variances, all) = (means.Sum(), deviations.Sum(deviation => deviation * deviation), deviations.Sum());
        var deviation = Math.Sqrt((1 - correlation) * variances + correlation * all * all);
        // A sum that cannot be negative strays by factors; one that can by differences.
        var share = request.NonNegative && sum > 0 ? Math.Sqrt(Math.Log(1 + deviation / sum * (deviation / sum))) : 0;
        double At(double deviations) => share > 0 ? sum * Math.Exp(share * deviations - 0.5 * share * share) : request.NonNegative ? Math.Max(0, sum + deviation * deviations) : sum + deviation * deviations;
        return Make(sum, At(0), level => (At(-spread.Reach(level)), At(spread.Reach(level))), quantile => At(Math.Sign(quantile - 0.5) * spread.Reach(100 * Math.Abs(2 * quantile - 1))), levels, request);
    }

    /// <summary>Of a slow mover: the sums of as many neighbouring values as the horizon has, as they were, moved to the mean.</summary>
    public static ForecastTotal OfSlowMover(double[] history, double[] means, double[] levels, ForecastRequest request)
    {
        var (sum, length) = (means.Sum(), means.Length);
        var first = Math.Max(0, history.Length - SlowMoverWindow - length);
        double[] sums = [.. Enumerable.Range(first, Math.Max(0, history.Length - length - first + 1)).Select(start => history.AsSpan(start, length).ToArray().Sum())];
        if (sums.Length < FewestWindows)
        {
            // Independent sales: the sum strays by the root of the horizon.
            var mean = history.Average();
            var deviation = Math.Sqrt(length * history.Average(value => (value - mean) * (value - mean)));
            sums = [.. Enumerable.Range(1, FewestWindows).Select(i => Math.Max(0, sum + deviation * Normal.InvCDF(0, 1, (i - 0.5) / FewestWindows)))];
        }
        var usual = sums.Average();
        double[] moved = [.. sums.Select(each => usual > 0 ? each * sum / usual : each).Order()];
        double At(double quantile) => moved[(int)Math.Clamp(Math.Round(quantile * (moved.Length - 1)), 0, moved.Length - 1)];
        return Make(sum, At(0.5), level => (At((1 - level / 100) / 2), At((1 + level / 100) / 2)), At, levels, request);
    }

    static ForecastTotal Make(
        double mean, double median, Func<double, (double Lower, double Upper)> interval, Func<double, double> quantile, double[] levels, ForecastRequest request) => new(
        mean,
        median,
        [.. levels.Select(level => (Level: level, Bounds: interval(level))).Select(each => new TotalInterval(
            each.Level, Math.Min(each.Bounds.Lower, Math.Min(mean, median)), Math.Max(each.Bounds.Upper, Math.Max(mean, median))))],
        [.. request.Quantiles.Distinct().Order().Select(each => new TotalQuantile(each, quantile(each)))]);
}

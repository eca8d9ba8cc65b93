namespace GadgetSales.Projections.Methods;

/// <summary>
/// Simple exponential smoothing (Brown 1956; Hyndman et al. 2008, ETS(A,N,N)): a level that follows each error by the share alpha;
/// projects that level. Parameters: alpha, starting level.
/// </summary>
/// <remarks>
/// The errors are linear in the starting level, so for each alpha the best one is known in closed form and only alpha is searched.
/// </remarks>
internal sealed class SimpleSmoothing : IForecastMethod
{
    static readonly double[] Grid = [0.0001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.9999];

    public string Name => "simple smoothing";

    public int MinimumLength => 2;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        var objective = new SquaredError(history);
        var alpha = LineSearch.Minimise(ref objective, Grid, 7);
        objective.Evaluate([alpha]);
        return [alpha, objective.Level];
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted)
    {
        var (alpha, level) = (parameters[0], parameters[1]);
        for (var i = 0; i < history.Length; i++)
        {
            if (!fitted.IsEmpty)
            {
                fitted[i] = level;
            }
            level += alpha * (history[i] - level);
        }
        forecast.Fill(level);
    }

    ref struct SquaredError(ReadOnlySpan<double> history) : IObjective
    {
        readonly ReadOnlySpan<double> history = history;

        public double Level { get; private set; }

        public double Evaluate(scoped ReadOnlySpan<double> point)
        {
            var alpha = point[0];
            var (level, share, squares, cross, shares) = (0.0, 1.0, 0.0, 0.0, 0.0);
            foreach (var value in history)
            {
                // error(start) = error(0) - start * share
                var error = value - level;
                squares += error * error;
                cross += error * share;
                shares += share * share;
                level += alpha * error;
                share *= 1 - alpha;
            }
            Level = cross / shares;
            return squares - cross * Level;
        }
    }
}

namespace GadgetSales.Projections.Methods;

/// <summary>
/// Intermittent demand after Teunter, Syntetos and Babai (2011): the probability of a sale is smoothed at every step, its size at every
/// sale; projects probability times size. Unlike Croston's it falls while nothing sells, so an article that died fades out.
/// Parameters: share for the probability, share for the size.
/// </summary>
internal sealed class Tsb : IForecastMethod
{
    static readonly double[] ProbabilityShares = [0.01, 0.02, 0.05, 0.1, 0.2];
    static readonly double[] SizeShares = [0.02, 0.1, 0.2];

    public string Name => "TSB";

    public int MinimumLength => 2;

    public double[] Estimate(ReadOnlySpan<double> history)
    {
        double[] best = [0.05, 0.1];
        var smallest = double.PositiveInfinity;
        foreach (var probabilityShare in ProbabilityShares)
        {
            foreach (var sizeShare in SizeShares)
            {
                Walk(history, probabilityShare, sizeShare, [], out var squares);
                if (squares < smallest)
                {
                    smallest = squares;
                    best = [probabilityShare, sizeShare];
                }
            }
        }
        return best;
    }

    public void Run(ReadOnlySpan<double> history, ReadOnlySpan<double> parameters, Span<double> forecast, Span<double> fitted) =>
        forecast.Fill(Walk(history, parameters[0], parameters[1], fitted, out _));

    static double Walk(ReadOnlySpan<double> history, double probabilityShare, double sizeShare, Span<double> fitted, out double squares)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in history)
        {
            sum += value;
            count += value != 0 ? 1 : 0;
        }
        var size = count == 0 ? 0 : sum / count;
        var probability = (double)count / history.Length;
        squares = 0;
        for (var i = 0; i < history.Length; i++)
        {
            var expected = probability * size;
            if (!fitted.IsEmpty)
            {
                fitted[i] = expected;
            }
            squares += (history[i] - expected) * (history[i] - expected);
            if (history[i] != 0)
            {
                probability += probabilityShare * (1 - probability);
                size += sizeShare * (history[i] - size);
            }
            else
            {
                probability -= probabilityShare * probability;
            }
        }
        return probability * size;
    }
}

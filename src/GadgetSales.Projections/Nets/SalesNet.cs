namespace GadgetSales.Projections.Nets;

/// <summary>
/// A small net that was trained on generated series only and says the quantiles of the next steps (<c>tools/forecast-net</c> has the generators, the training
/// and its losses). Weights are read when a net is first used.
/// </summary>
internal abstract class SalesNet(string name, int context, int horizon)
{
    readonly Lazy<NetWeights> weights = new(() => NetWeights.Load(name));

    /// <summary>The probabilities of the quantiles.</summary>
    public static double[] Levels { get; } = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975];

    public static int MedianLevel { get; } = Array.IndexOf(Levels, 0.5);

    public string Name => name;

    public int Horizon => horizon;

    /// <summary>The fewest values that the net was trained to see.</summary>
    public abstract int Shortest { get; }

    /// <summary>Whether the net knows this kind of series.</summary>
    public virtual bool Knows(ReadOnlySpan<double> history) => history.Length >= Shortest;

    /// <summary>For each of the next steps the quantiles at <see cref="Levels"/>, ascending, in the unit of the history.</summary>
    /// <param name="history">Oldest first, closed days and hours included; not empty.</param>
    public double[][] Project(ReadOnlySpan<double> history)
    {
        var input = new NetInput(Trim(history[Math.Max(0, history.Length - context)..]), context);
        var frame = Describe(input);
        if (frame.Features.Length != weights.Value.Features)
        {
            throw new InvalidOperationException($"The net {name} takes {weights.Value.Features} features but was given {frame.Features.Length}.");
        }
        var outputs = ResidualNet.Run(weights.Value, frame.Features);
        var quantiles = new double[horizon][];
        for (var j = 0; j < horizon; j++)
        {
            var step = quantiles[j] = new double[Levels.Length];
            for (var q = 0; q < step.Length; q++)
            {
                step[q] = frame.Base[j] + frame.Unit * outputs[j * step.Length + q];
            }
            Array.Sort(step);
            Restore(step, frame, input);
        }
        return quantiles;
    }

    /// <summary>Where training cut the start off, so does this.</summary>
    protected virtual ReadOnlySpan<double> Trim(ReadOnlySpan<double> history) => history;

    protected abstract NetFrame Describe(NetInput input);

    /// <summary>Turns quantiles on the scale of the net in place into quantiles in the unit of the history.</summary>
    protected abstract void Restore(Span<double> quantiles, NetFrame frame, NetInput input);

    /// <summary>Without the zeros before the first sale, but never shorter than <paramref name="fewest"/>.</summary>
    protected static ReadOnlySpan<double> FromFirstSale(ReadOnlySpan<double> history, int fewest)
    {
        var first = Math.Max(0, history.IndexOfAnyExcept(0.0));
        return history[Math.Min(first, Math.Max(0, history.Length - fewest))..];
    }
}

/// <param name="Base">What the net's output is added to, for each step.</param>
/// <param name="Unit">What its output is measured in.</param>
internal sealed record NetFrame(float[] Features, double[] Base, double Unit);

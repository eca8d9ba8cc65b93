namespace GadgetSales.Projections.Decomposition;

/// <summary>Takes the season out of a history and puts it back into what was projected without it.</summary>
internal abstract class SeasonalAdjustment
{
    public abstract string Name { get; }

    /// <summary>The shortest history <see cref="Adjust"/> accepts.</summary>
    public abstract int MinimumLength { get; }

    /// <param name="horizon">How many steps after the history the season is continued.</param>
    public abstract AdjustedSeries Adjust(ReadOnlySpan<double> history, int horizon);
}

/// <summary>A history without its season.</summary>
/// <param name="values">As long as the history.</param>
/// <param name="seasonal">The season over history and horizon.</param>
/// <param name="unit">Asinh: what the values were divided by.</param>
internal sealed class AdjustedSeries(double[] values, double[] seasonal, AdjustmentScale scale, double unit = 1, double[]? factors = null)
{
    /// <summary>Beyond it the inverse of a logarithm is larger than any sale.</summary>
    const double LargestExponent = 30;

    public ReadOnlySpan<double> Values => values;

    /// <summary>The same, when the history had been divided by <paramref name="outer"/> before.</summary>
    public AdjustedSeries Times(double[] outer) => new(values, seasonal, scale, unit, outer);

    /// <summary>Turns adjusted values in place into values of the original series; the first one stands at <paramref name="index"/>.</summary>
    public void Restore(Span<double> adjusted, int index)
    {
        for (var i = 0; i < adjusted.Length; i++)
        {
            var season = seasonal[index + i];
            adjusted[i] = scale switch
            {
                AdjustmentScale.Multiplicative => adjusted[i] * season,
                AdjustmentScale.Logarithm => Math.Exp(adjusted[i] + season),
                AdjustmentScale.Asinh => unit * Math.Sinh(Math.Clamp(adjusted[i] + season, -LargestExponent, LargestExponent)),
                AdjustmentScale.Root => Math.Pow(Math.Max(0, adjusted[i] + season), 2),
                _ => adjusted[i] + season,
            };
            adjusted[i] *= factors is null ? 1 : factors[index + i];
        }
    }
}

/// <summary>On which scale season and rest add up to the history (Multiplicative: they multiply).</summary>
internal enum AdjustmentScale
{
    Additive,
    Multiplicative,
    Logarithm,
    Root,
    Asinh,
}

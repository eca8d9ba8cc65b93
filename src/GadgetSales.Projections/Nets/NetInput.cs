namespace GadgetSales.Projections.Nets;

/// <summary>A history at the right end of a window of fixed length, as the nets see it: what lies before it counts as 0 and as not valid.</summary>
internal sealed class NetInput
{
    const double Whole = 1e-6;

    double[] sums = [];

    public NetInput(ReadOnlySpan<double> history, int context)
    {
        Context = context;
        Count = history.Length;
        Values = new double[context];
        history.CopyTo(Values.AsSpan(context - history.Length));
        Scaled = new double[context];
        Total = 0;
        IsWhole = true;
        foreach (var value in history)
        {
            Total += value;
            IsWhole &= Math.Abs(value - Math.Round(value)) < Whole;
        }
    }

    public int Context { get; }

    /// <summary>How many values are valid.</summary>
    public int Count { get; }

    public int First => Context - Count;

    public double[] Values { get; }

    /// <summary>The inverse hyperbolic sine of the values in parts of <see cref="Size"/>.</summary>
    public double[] Scaled { get; }

    public double Size { get; private set; }

    public double Total { get; }

    /// <summary>Whether all values are whole numbers: pieces rather than money.</summary>
    public bool IsWhole { get; }

    public bool IsValid(int index) => index >= First;

    public void Scale(double size)
    {
        Size = size > 0 ? size : 1;
        sums = new double[Context + 1];
        for (var i = 0; i < Context; i++)
        {
            Scaled[i] = Math.Asinh(Values[i] / Size);
            sums[i + 1] = sums[i] + Scaled[i];
        }
    }

    /// <summary>The sum of scaled values of an index range, the end excluded.</summary>
    public double Sum(int from, int to) => sums[to] - sums[from];

    public double Mean(int from, int to) => Sum(from, to) / (to - from);

    /// <summary>Valid values among the last <paramref name="count"/>.</summary>
    public int ValidAmong(int count) => Math.Min(count, Count);

    /// <summary>Valid zeros from <paramref name="from"/> on.</summary>
    public int Zeros(int from)
    {
        var zeros = 0;
        for (var i = Math.Max(from, First); i < Context; i++)
        {
            zeros += Values[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    public double LargestScaled()
    {
        var largest = double.NegativeInfinity;
        foreach (var value in Scaled)
        {
            largest = Math.Max(largest, value);
        }
        return largest;
    }

    /// <summary>The correlation of valid scaled values with those some steps before, around their mean.</summary>
    public double[] Correlations(ReadOnlySpan<int> lags)
    {
        var mean = Sum(0, Context) / Count;
        var centred = new double[Context];
        var variance = 1e-9;
        for (var i = First; i < Context; i++)
        {
            centred[i] = Scaled[i] - mean;
            variance += centred[i] * centred[i];
        }
        var correlations = new double[lags.Length];
        for (var l = 0; l < lags.Length; l++)
        {
            for (var i = lags[l]; i < Context; i++)
            {
                correlations[l] += centred[i] * centred[i - lags[l]] / variance;
            }
        }
        return correlations;
    }

    /// <summary>The mean absolute change of scaled values over <paramref name="lag"/> steps from <paramref name="from"/> on; 0 when none are valid.</summary>
    public double Change(int lag, int from)
    {
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(from, First + lag); i < Context; i++, count++)
        {
            sum += Math.Abs(Scaled[i] - Scaled[i - lag]);
        }
        return sum / Math.Max(1, count);
    }

    /// <summary>Logarithmic beyond 1, straight around 0, and odd.</summary>
    public static double Squash(double value) => Math.Sign(value) * Math.Log(1 + Math.Abs(value));
}

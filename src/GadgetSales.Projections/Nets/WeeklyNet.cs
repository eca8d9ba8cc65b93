namespace GadgetSales.Projections.Nets;

/// <summary>
/// Sees 160 weeks and says 13. Everything is measured from the mean of the last eight weeks in units of the series' own noise, so that each series counts
/// alike whatever its noise.
/// </summary>
internal sealed class WeeklyNet() : SalesNet("week", Weeks, Ahead)
{
    const int Weeks = 160;
    const int Ahead = 13;
    const int Level = 8;
    const int Recent = 26;
    const double LeastNoise = 0.004;
    const double LeastScaled = -1;
    const double LargestScaled = 12;

    static readonly int[] Years = [52, 104];

    public static WeeklyNet Instance { get; } = new();

    public override int Shortest => 20;

    protected override ReadOnlySpan<double> Trim(ReadOnlySpan<double> history) => FromFirstSale(history, Ahead);

    protected override NetFrame Describe(NetInput input)
    {
        var recent = 0.0;
        for (var i = Weeks - Ahead; i < Weeks; i++)
        {
            recent += input.Values[i];
        }
        input.Scale(recent / Math.Max(1, input.ValidAmong(Ahead)) + 0.1 * input.Total / input.Count);
        var level = input.Sum(Weeks - Level, Weeks) / Math.Max(1, input.ValidAmong(Level));
        var noise = Math.Max(LeastNoise, input.Change(1, Weeks - 104));
        double Measure(double value) => NetInput.Squash((value - level) / noise);
        var features = new FeatureList(120);
        for (var i = Weeks - Recent; i < Weeks; i++)
        {
            features.Add(input.IsValid(i) ? Measure(input.Scaled[i]) : 0);
        }
        // Before the newest half year, months of four weeks.
        for (var i = Weeks - Recent - 128; i < Weeks - Recent; i += 4)
        {
            features.Add(input.IsValid(i) ? Measure(input.Mean(i, i + 4)) : 0);
        }
        AddYears(features, input, noise);
        AddSummary(features, input, level, noise);
        return new(features.ToArray(), [.. Enumerable.Repeat(level, Ahead)], noise);
    }

    /// <summary>The same weeks one and two years ago, with two on either side, against the eight weeks before them.</summary>
    static void AddYears(FeatureList features, NetInput input, double noise)
    {
        foreach (var year in Years)
        {
            var known = input.Count >= year + 4;
            var before = input.Mean(Weeks - year - Level, Weeks - year);
            for (var j = -2; j < Ahead + 2; j++)
            {
                features.Add(known ? NetInput.Squash((input.Scaled[Math.Min(Weeks - 1, Weeks - year + j)] - before) / noise) : 0);
            }
        }
    }

    static void AddSummary(FeatureList features, NetInput input, double level, double noise)
    {
        var valid = Math.Max(1, input.ValidAmong(Recent));
        var (squares, slope, times) = (0.0, 0.0, 0.0);
        for (var i = Weeks - Recent; i < Weeks; i++)
        {
            var deviation = input.IsValid(i) ? input.Scaled[i] - level : 0;
            var time = i - (Weeks - Recent) - 12.5;
            squares += deviation * deviation;
            slope += input.Scaled[i] * time;
            times += time * time;
        }
        var sinceLastYear = input.Count >= 64 ? (input.Mean(Weeks - Level, Weeks) - input.Mean(Weeks - 60, Weeks - 52)) / noise : 0;
        features.Add(Math.Log(noise));
        features.Add(Math.Log(input.Count / 60.0));
        features.Add(input.IsWhole);
        features.Add(input.IsWhole ? Math.Log10(input.Size + 0.01) : 0);
        features.Add((double)input.Zeros(Weeks - Recent) / valid);
        features.Add((double)input.Zeros(0) / input.Count);
        features.Add(NetInput.Squash(sinceLastYear));
        features.Add(NetInput.Squash(Math.Sqrt(squares / valid) / noise));
        features.Add(input.Count >= Recent ? NetInput.Squash(slope / times * 13 / noise) : 0);
        features.Add(NetInput.Squash((input.Scaled[^1] - level) / noise));
        features.Add(NetInput.Squash((input.LargestScaled() - level) / noise));
        features.Add(level);
        foreach (var year in Years)
        {
            features.Add(input.Count >= year + 4);
        }
        features.Add(input.Correlations([1, 2, 4, 13, 52]));
    }

    protected override void Restore(Span<double> quantiles, NetFrame frame, NetInput input)
    {
        var largest = input.Values.Max();
        for (var q = 0; q < quantiles.Length; q++)
        {
            var value = Math.Max(0, Math.Sinh(Math.Clamp(quantiles[q], LeastScaled, LargestScaled)) * input.Size);
            quantiles[q] = Math.Min(value, (q <= MedianLevel ? 1.5 : 3) * largest);
        }
    }
}

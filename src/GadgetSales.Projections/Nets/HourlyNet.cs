namespace GadgetSales.Projections.Nets;

/// <summary>
/// Sees eight weeks of hours and says two days. Measured from the mean of the last week in units of the mean change from week to week; its output is added to
/// the mean of the same hours of the last weeks. Made for shops: where a level is large against its noise (power, traffic) it knows nothing.
/// </summary>
internal sealed class HourlyNet() : SalesNet("hour", Hours, Ahead)
{
    const int Hours = 168 * Weeks;
    const int Weeks = 8;
    const int Ahead = 48;
    const int Week = 168;
    const int Day = 24;
    const int WeeksByHour = 4;
    const double LeastNoise = 0.005;
    const double LeastScaled = -1;
    const double LargestScaled = 12;

    public static HourlyNet Instance { get; } = new();

    public override int Shortest => 96;

    public override bool Knows(ReadOnlySpan<double> history)
    {
        if (history.Length < Shortest)
        {
            return false;
        }
        var input = new NetInput(history[Math.Max(0, history.Length - Hours)..], Hours);
        Scale(input);
        return Noise(input) > LeastNoise;
    }

    static void Scale(NetInput input)
    {
        var week = Math.Min(Week, input.Count);
        var recent = 0.0;
        for (var i = Hours - week; i < Hours; i++)
        {
            recent += input.Values[i];
        }
        input.Scale(recent / week + 0.1 * input.Total / input.Count);
    }

    static double Noise(NetInput input) => Math.Max(LeastNoise, input.Change(input.Count >= 2 * Week ? Week : Day, Hours - 2 * Week));

    protected override NetFrame Describe(NetInput input)
    {
        Scale(input);
        var week = Math.Min(Week, input.Count);
        var level = input.Mean(Hours - week, Hours);
        var noise = Noise(input);
        double Measure(double value) => NetInput.Squash((value - level) / noise);
        var features = new FeatureList(420);
        for (var i = Hours - Day; i < Hours; i++)
        {
            features.Add(input.IsValid(i) ? Measure(input.Scaled[i]) : 0);
        }
        for (var back = 1; back <= WeeksByHour; back++)
        {
            for (var j = 0; j < Ahead; j++)
            {
                features.Add(input.Count >= Week * back ? Measure(input.Scaled[Hours + j - Week * back]) : 0);
            }
        }
        var byDay = ByDay(input);
        var (byWeek, zeros) = ByWeek(input);
        double[] steps = input.Count >= Week ? byWeek : [.. byDay, .. byDay];
        features.Add([.. steps.Select(Measure)]);
        AddDays(features, input, byDay, Measure);
        AddDeviations(features, input, noise);
        features.Add(zeros);
        AddSummary(features, input, level, noise);
        return new(features.ToArray(), steps, noise);
    }

    /// <summary>The mean of the same hours of the last seven days.</summary>
    static double[] ByDay(NetInput input)
    {
        var days = Math.Max(1, Math.Min(7, input.Count / Day));
        var means = new double[Day];
        for (var j = 0; j < Day; j++)
        {
            for (var back = 1; back <= 7 && input.Count >= Day * back; back++)
            {
                means[j] += input.Scaled[Hours + j - Day * back] / days;
            }
        }
        return means;
    }

    /// <summary>The mean of the same hours of the last eight weeks, and how many of them sold nothing.</summary>
    static (double[] Means, double[] Zeros) ByWeek(NetInput input)
    {
        var weeks = Math.Max(1, Math.Min(Weeks, input.Count / Week));
        var (means, zeros) = (new double[Ahead], new double[Ahead]);
        for (var j = 0; j < Ahead; j++)
        {
            for (var back = 1; back <= Weeks && input.Count >= Week * back; back++)
            {
                var value = input.Scaled[Hours + j - Week * back];
                means[j] += value / weeks;
                zeros[j] += value == 0 ? 1.0 / weeks : 0;
            }
        }
        return (means, zeros);
    }

    static void AddDays(FeatureList features, NetInput input, double[] byDay, Func<double, double> measure)
    {
        for (var back = 1; back <= 2; back++)
        {
            for (var j = 0; j < Day; j++)
            {
                features.Add(input.Count >= Day * back ? measure(input.Scaled[Hours + j - Day * back]) : 0);
            }
        }
        features.Add([.. byDay.Select(measure)]);
        foreach (var (length, count) in new[] { (Day, 14), (Week, Weeks) })
        {
            for (var back = 0; back < count; back++)
            {
                var mean = input.Count >= length * (back + 1) ? input.Mean(Hours - length * (back + 1), Hours - length * back) : 0;
                features.Add(mean != 0 ? measure(mean) : 0);
            }
        }
    }

    /// <summary>How the last hours ran against the same hours of the last four weeks.</summary>
    static void AddDeviations(FeatureList features, NetInput input, double noise)
    {
        foreach (var hours in (ReadOnlySpan<int>)[1, 3, 6, 24, 48])
        {
            var weeks = Math.Clamp((input.Count - hours) / Week, 0, WeeksByHour);
            var usual = 0.0;
            for (var back = 1; back <= weeks; back++)
            {
                usual += input.Mean(Hours - hours - Week * back, Hours - Week * back) / weeks;
            }
            features.Add(weeks > 0 ? NetInput.Squash((input.Mean(Hours - hours, Hours) - usual) / noise) : 0);
        }
    }

    static void AddSummary(FeatureList features, NetInput input, double level, double noise)
    {
        features.Add(Math.Log(input.Count / 500.0));
        features.Add(Math.Log(noise));
        features.Add(input.IsWhole);
        features.Add(input.IsWhole ? Math.Log10(input.Size + 0.01) : 0);
        features.Add((double)input.Zeros(0) / input.Count);
        features.Add((input.LargestScaled() - level) / noise / 10);
        features.Add(Math.Min(WeeksByHour, input.Count / Week) / (double)WeeksByHour);
    }

    protected override void Restore(Span<double> quantiles, NetFrame frame, NetInput input)
    {
        var largest = 2 * input.Values.Max();
        foreach (ref var quantile in quantiles)
        {
            quantile = Math.Min(largest, Math.Max(0, Math.Sinh(Math.Clamp(quantile, LeastScaled, LargestScaled)) * input.Size));
        }
    }
}

namespace GadgetSales.Projections.Nets;

/// <summary>Sees 420 days and says 30. Measured from the mean of the last four weeks; its output is added to the weekday's mean of the last eight weeks.</summary>
internal sealed class DailyNet() : SalesNet("daily", Days, Ahead)
{
    const int Days = 420;
    const int Ahead = 30;
    const int Week = 7;
    const int Recent = 56;
    const int Level = 28;
    const int Year = 364;
    const double LeastScaled = -1;
    const double LargestScaled = 12;

    public static DailyNet Instance { get; } = new();

    public override int Shortest => 40;

    protected override ReadOnlySpan<double> Trim(ReadOnlySpan<double> history) => FromFirstSale(history, Level);

    protected override NetFrame Describe(NetInput input)
    {
        var recent = 0.0;
        for (var i = Days - Recent; i < Days; i++)
        {
            recent += input.Values[i];
        }
        input.Scale(recent / Math.Max(1, input.ValidAmong(Recent)) + 0.1 * input.Total / input.Count);
        var level = input.Mean(Days - Level, Days);
        var features = new FeatureList(200);
        for (var i = Days - Recent; i < Days; i++)
        {
            features.Add(input.IsValid(i) ? input.Scaled[i] - level : 0);
        }
        // The newest eight weeks are there day by day.
        for (var week = 8; week < 52; week++)
        {
            features.Add(input.IsValid(week * Week) ? input.Mean(week * Week, (week + 1) * Week) - level : 0);
        }
        var profile = Profile(input, 8, level);
        AddProfiles(features, input, profile, level);
        AddLastYear(features, input);
        AddSummary(features, input, level);
        double[] steps = [.. Enumerable.Range(0, Ahead).Select(j => profile[j % Week])];
        return new(features.ToArray(), steps, 1);
    }

    /// <summary>The mean of each weekday over the last weeks.</summary>
    static double[] Profile(NetInput input, int weeks, double level)
    {
        var profile = new double[Week];
        for (var day = 0; day < Week; day++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = Days - weeks * Week + day; i < Days; i += Week)
            {
                sum += input.IsValid(i) ? input.Scaled[i] : 0;
                count += input.IsValid(i) ? 1 : 0;
            }
            profile[day] = count > 0 ? sum / count : level;
        }
        return profile;
    }

    static void AddProfiles(FeatureList features, NetInput input, double[] eightWeeks, double level)
    {
        foreach (var profile in new[] { Profile(input, 4, level), eightWeeks, Profile(input, 26, level) })
        {
            features.Add([.. profile.Select(day => day - level)]);
        }
        var zeros = new double[Week];
        for (var day = 0; day < Week; day++)
        {
            var seen = new double[8];
            var (zero, count) = (0, 0);
            for (var week = 0; week < seen.Length; week++)
            {
                var i = Days - (8 - week) * Week + day;
                seen[week] = input.IsValid(i) ? input.Scaled[i] : level;
                count += input.IsValid(i) ? 1 : 0;
                zero += input.IsValid(i) && input.Scaled[i] == 0 ? 1 : 0;
            }
            Array.Sort(seen);
            features.Add(0.5 * (seen[3] + seen[4]) - level);
            zeros[day] = (double)zero / Math.Max(1, count);
        }
        features.Add(zeros);
    }

    /// <summary>How the weeks around the same days of last year stood against the four weeks before them.</summary>
    static void AddLastYear(FeatureList features, NetInput input)
    {
        var known = KnowsYear(input);
        var before = input.Mean(Days - Year - Level, Days - Year);
        for (var j = 0; j < Ahead; j++)
        {
            var day = Days + j - Year;
            features.Add(known ? input.Mean(day - 3, day + 4) - before : 0);
        }
    }

    static bool KnowsYear(NetInput input) => input.Count >= Days - 14;

    static void AddSummary(FeatureList features, NetInput input, double level)
    {
        var mean = input.Mean(Days - Recent, Days);
        var centred = new double[Recent];
        var (variance, change, largest, zeros) = (0.0, 0.0, double.NegativeInfinity, 0);
        for (var i = 0; i < Recent; i++)
        {
            var at = Days - Recent + i;
            centred[i] = input.Scaled[at] - mean;
            variance += centred[i] * centred[i];
            change += Math.Abs(input.Scaled[at] - input.Scaled[at - 1]) / Recent;
            largest = Math.Max(largest, input.Scaled[at]);
            zeros += (input.IsValid(at) ? input.Scaled[at] : level) == 0 ? 1 : 0;
        }
        features.Add(Math.Sqrt(variance / Recent));
        features.Add((double)zeros / Recent);
        features.Add((double)input.Zeros(0) / input.Count);
        features.Add(input.IsWhole);
        features.Add(input.IsWhole ? Math.Log10(input.Size + 0.01) : 0);
        features.Add(Math.Log(input.Count / 60.0));
        features.Add(KnowsYear(input));
        features.Add(largest);
        features.Add(input.LargestScaled());
        features.Add(change);
        features.Add(level);
        features.Add(input.Mean(Days - 7, Days));
        features.Add(input.Mean(Days - 14, Days));
        foreach (var lag in (ReadOnlySpan<int>)[1, 2, 7, 14])
        {
            var product = 0.0;
            for (var i = lag; i < Recent; i++)
            {
                product += centred[i] * centred[i - lag];
            }
            features.Add(product / (variance + 1e-6));
        }
    }

    protected override void Restore(Span<double> quantiles, NetFrame frame, NetInput input)
    {
        var largest = input.Values.Max();
        for (var q = 0; q < quantiles.Length; q++)
        {
            var value = Math.Max(0, Math.Sinh(Math.Clamp(quantiles[q], LeastScaled, LargestScaled)) * input.Size);
            quantiles[q] = Math.Min(value, (q <= MedianLevel ? 1.2 : 3) * largest);
        }
    }
}

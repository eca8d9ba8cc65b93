namespace GadgetSales.Projections.Nets;

/// <summary>
/// Sees 120 months, quarters or periods without a season and says 18. Measured from the mean of the last year in units of the mean change from one year to
/// the next; its output is added to what the same period of last year was.
/// </summary>
/// <param name="season">12, 4 or 1.</param>
internal sealed class MonthlyNet(int season) : SalesNet("month", Periods, Ahead)
{
    const int Periods = 120;
    const int Ahead = 18;
    const int Recent = 30;
    const int Cycles = 4;
    const double LeastNoise = 0.003;
    const double LargestBase = 40;
    const double LargestScaled = 12;

    public static MonthlyNet Months { get; } = new(12);

    public static MonthlyNet Quarters { get; } = new(4);

    public static MonthlyNet Seasonless { get; } = new(1);

    public override int Shortest => season == 1 ? 12 : 14;

    protected override NetFrame Describe(NetInput input)
    {
        var year = Math.Min(12, input.Count);
        var (recent, all) = (0.0, 0.0);
        for (var i = input.First; i < Periods; i++)
        {
            all += Math.Abs(input.Values[i]);
            recent += i >= Periods - year ? Math.Abs(input.Values[i]) : 0;
        }
        input.Scale(recent / year + 0.02 * all / input.Count);
        var lag = input.Count > season + 2 ? season : 1;
        var cycle = lag > 1 ? lag : Math.Min(4, input.Count);
        var frame = new Frame(input, lag, cycle);
        var features = new FeatureList(160);
        for (var i = Periods - Recent; i < Periods; i++)
        {
            features.Add(input.IsValid(i) ? frame.Squash(input.Scaled[i]) : 0);
        }
        AddCycles(features, frame);
        AddSummary(features, frame, input);
        var steps = new double[Ahead];
        for (var j = 0; j < Ahead; j++)
        {
            var known = lag > 1 ? frame.LastCycles(j, 1) : (input.Scaled[^1] - frame.Level) / frame.Noise;
            steps[j] = frame.Level + frame.Noise * Math.Clamp(known, -LargestBase, LargestBase);
        }
        return new(features.ToArray(), steps, frame.Noise);
    }

    /// <summary>The same periods of the last four years against their years, the mean of these, and how the years before stood.</summary>
    void AddCycles(FeatureList features, Frame frame)
    {
        var sums = new double[Ahead];
        var counts = new int[Ahead];
        for (var back = 1; back <= Cycles; back++)
        {
            for (var j = 0; j < Ahead; j++)
            {
                var feature = NetInput.Squash(frame.LastCycles(j, back));
                features.Add(feature);
                sums[j] += feature;
                counts[j] += feature != 0 ? 1 : 0;
            }
        }
        for (var j = 0; j < Ahead; j++)
        {
            features.Add(sums[j] / Math.Max(1, counts[j]));
        }
        for (var back = 1; back <= 7; back++)
        {
            features.Add(frame.Input.Count >= frame.Cycle * (back + 1) ? frame.Squash(frame.MeanOfCycle(back)) : 0);
        }
        features.Add(season == 1);
        features.Add(season == 4);
        features.Add(season == 12);
    }

    static void AddSummary(FeatureList features, Frame frame, NetInput input)
    {
        var half = Math.Max(1, frame.Cycle / 2);
        var newest = frame.Mean(Periods - half, Periods);
        var sinceLastYear = input.Count >= frame.Lag + half ? newest - frame.Mean(Periods - half - frame.Lag, Periods - frame.Lag) : 0;
        features.Add(Math.Log(input.Count / 50.0));
        features.Add(Math.Log(frame.Noise));
        features.Add(Math.Log((frame.Step + 1e-9) / frame.Noise));
        features.Add(input.IsWhole);
        features.Add((double)input.Zeros(0) / input.Count);
        features.Add(input.Values.AsSpan().ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon));
        features.Add(NetInput.Squash(sinceLastYear / frame.Noise));
        for (var back = 1; back <= 3; back++)
        {
            features.Add(NetInput.Squash((input.Scaled[^back] - input.Scaled[^(back + frame.Lag)]) / frame.Noise));
        }
        features.Add(frame.Squash(newest));
        features.Add(frame.Level);
        features.Add(frame.Lag == 1);
        features.Add(input.Correlations([1, 2, 3, frame.Lag]));
    }

    protected override void Restore(Span<double> quantiles, NetFrame frame, NetInput input)
    {
        var positive = !input.Values.AsSpan().ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);
        foreach (ref var quantile in quantiles)
        {
            var value = Math.Sinh(Math.Clamp(quantile, -LargestScaled, LargestScaled)) * input.Size;
            quantile = positive ? Math.Max(0, value) : value;
        }
    }

    sealed class Frame
    {
        public Frame(NetInput input, int lag, int cycle)
        {
            (Input, Lag, Cycle) = (input, lag, cycle);
            Level = Mean(Periods - cycle, Periods);
            Step = input.Change(1, 0);
            var change = input.Change(lag, 0);
            Noise = Math.Max(LeastNoise, change > 0 ? change : Step);
        }

        public NetInput Input { get; }

        public int Lag { get; }

        public int Cycle { get; }

        public double Level { get; }

        public double Step { get; }

        public double Noise { get; }

        public double Mean(int from, int to) => Input.Sum(Math.Max(0, from), to) / Math.Max(1, to - Math.Max(0, from));

        public double MeanOfCycle(int back) => Mean(Periods - Cycle * (back + 1), Periods - Cycle * back);

        public double Squash(double value) => NetInput.Squash((value - Level) / Noise);

        /// <summary>Step j as it was some cycles ago, against the mean of its cycle; 0 where that is not known.</summary>
        public double LastCycles(int j, int back)
        {
            var at = Periods + j - Lag * (j / Lag + back);
            var end = Periods - Lag * (back - 1);
            return at >= Input.First && Input.Count >= Lag * (back - 1) + Cycle ? (Input.Scaled[at] - Mean(end - Cycle, end)) / Noise : 0;
        }
    }
}

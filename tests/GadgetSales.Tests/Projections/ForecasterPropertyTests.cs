using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Projections;
using static GadgetSales.Tests.Projections.SampleSeries;

namespace GadgetSales.Tests.Projections;

/// <summary>What holds for every history: short ones, long ones, sparse ones, flat ones, with jumps and with holes.</summary>
public sealed class ForecasterPropertyTests
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(150);

    static readonly Arbitrary<double[]> Histories = Gen.OneOf(
        Values(Gen.Choose(0, 1000)),
        Values(Gen.Frequency((8, Gen.Constant(0)), (2, Gen.Choose(1, 5)))),
        Values(Gen.Frequency((9, Gen.Choose(50, 60)), (1, Gen.Choose(0, 1_000_000)))),
        Gen.Choose(8, 400).Select(length => Week(length, length)),
        Gen.Choose(8, 400).Select(length => RandomWalk(length, length)),
        Gen.Choose(40, 400).Select(length => Week(length, length).Select((value, i) => i % 7 == 6 ? 0 : value).ToArray())).ToArbitrary();

    static Gen<double[]> Values(Gen<int> value) =>
        from length in Gen.Choose(0, 200)
        from values in value.ArrayOf(length)
        select values.Select(number => (double)number).ToArray();

    static void ForAll(Func<double[], bool> holds) => Check.One(Config, Prop.ForAll(Histories, holds));

    [Fact]
    public void No_projection_is_negative_or_not_a_number() => ForAll(history =>
    {
        var result = Project(history);
        return Numbers(result).All(number => double.IsFinite(number) && number >= 0);
    });

    [Fact]
    public void A_history_with_returns_gives_numbers_too() => ForAll(history =>
    {
        double[] shifted = [.. history.Select(value => value - 30)];
        return Numbers(Project(shifted, nonNegative: false)).All(double.IsFinite);
    });

    [Fact]
    public void Points_and_intervals_are_as_long_as_the_horizon() => ForAll(history =>
    {
        var result = Project(history, horizon: 9);
        return result.Points.Count == 9 && result.Intervals.All(interval => interval.Lower.Count == 9 && interval.Upper.Count == 9);
    });

    [Fact]
    public void Wider_intervals_contain_narrower_ones_and_all_contain_the_points() => ForAll(history =>
    {
        var result = Project(history, levels: [99, 50, 80, 95]);
        double[] levels = [.. result.Intervals.Select(interval => interval.Level)];
        return levels.SequenceEqual([50, 80, 95, 99])
            && result.Intervals.All(interval => Contains(interval, result.Points, result.Points))
            && result.Intervals.Zip(result.Intervals.Skip(1)).All(pair => Contains(pair.Second, pair.First.Lower, pair.First.Upper));
    });

    [Fact]
    public void A_hundred_times_the_history_gives_a_hundred_times_the_projection() => ForAll(history =>
    {
        var result = Project(history);
        var scaled = Project([.. history.Select(value => 100 * value)]);
        return Numbers(result).Zip(Numbers(scaled)).All(pair => Math.Abs(100 * pair.First - pair.Second) <= 1e-12 * Math.Abs(pair.Second));
    });

    [Fact]
    public void A_model_that_does_not_beat_seasonal_naive_in_its_backtest_says_so() => ForAll(history =>
    {
        var result = Project(history);
        return result.Backtest is null || result.Backtest.Skill > 0 || result.Model.Name is "naive" or "seasonal naive"
            || result.Model.Reason.Contains("did not do better", StringComparison.Ordinal);
    });

    [Fact]
    public void The_same_request_gives_the_same_answer() => ForAll(history => Numbers(Project(history)).SequenceEqual(Numbers(Project(history))));

    static bool Contains(ForecastInterval interval, IReadOnlyList<double> lower, IReadOnlyList<double> upper) =>
        Enumerable.Range(0, lower.Count).All(j => interval.Lower[j] <= lower[j] && upper[j] <= interval.Upper[j]);

    static IEnumerable<double> Numbers(ForecastResult result) =>
        result.Points.Concat(result.Intervals.SelectMany(interval => interval.Lower.Concat(interval.Upper)));
}

using GadgetSales.Projections;
using static GadgetSales.Tests.Projections.SampleSeries;

namespace GadgetSales.Tests.Projections;

/// <summary>The published figures, computed again from the published origins and nothing else of ours.</summary>
public sealed class BacktestAccuracyTests
{
    public static TheoryData<double[]> Histories => new(
        Week(300, noise: 60), Noise(120), RandomWalk(200, 3),
        [.. Week(300, noise: 60).Select((value, i) => i % 7 == 6 ? 0 : value)],
        [.. Noise(200).Select(value => value > 75 ? value : 0)]);

    [Theory]
    [MemberData(nameof(Histories))]
    public void Mase_is_the_mean_absolute_error_over_that_of_lagging_one_period(double[] history)
    {
        var backtest = Project(history).Backtest!;
        var scale = Changes(history, backtest).Average(Math.Abs);

        Assert.Equal(scale, backtest.Scale, 9);
        Assert.Equal(Errors(history, backtest, origin => origin.Points).Average(Math.Abs) / scale, backtest.Mase, 9);
        Assert.Equal(Errors(history, backtest, origin => origin.NaivePoints).Average(Math.Abs) / scale, backtest.SeasonalNaiveMase, 9);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Rmsse_is_the_same_with_squares(double[] history)
    {
        var backtest = Project(history).Backtest!;
        var scale = Changes(history, backtest).Average(change => change * change);
        var squares = Errors(history, backtest, origin => origin.Points).Average(error => error * error);

        Assert.Equal(Math.Sqrt(squares / scale), backtest.Rmsse, 9);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Skill_is_the_share_of_the_naive_error_that_is_saved(double[] history)
    {
        var backtest = Project(history).Backtest!;
        var ratio = backtest.SkillMeasure == SkillMeasure.Mase
            ? backtest.Mase / backtest.SeasonalNaiveMase
            : backtest.Rmsse / backtest.SeasonalNaiveRmsse;

        Assert.Equal(1 - ratio, backtest.Skill, 9);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Coverage_is_the_share_of_targets_inside_their_interval(double[] history)
    {
        var backtest = Project(history).Backtest!;
        foreach (var level in new[] { 80.0, 95.0 })
        {
            var inside = backtest.Origins.SelectMany(origin => origin.Targets.Select((target, j) =>
            {
                var interval = origin.Intervals.Single(candidate => candidate.Level == level);
                return interval.Lower[j] <= history[target] && history[target] <= interval.Upper[j];
            })).ToList();

            Assert.Equal(inside.Count(hit => hit) / (double)inside.Count, backtest.Coverage[level], 9);
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Naive_points_repeat_the_values_one_period_before_the_origin(double[] history)
    {
        var backtest = Project(history).Backtest!;
        int[] open = [.. Enumerable.Range(0, history.Length).Where(backtest.ClosedSlots.IsOpen)];
        foreach (var origin in backtest.Origins)
        {
            var known = Array.IndexOf(open, origin.Targets[0]);
            for (var j = 0; j < origin.Targets.Count; j++)
            {
                var source = open[known - backtest.NaivePeriod + j % backtest.NaivePeriod];
                Assert.Equal(history[source], origin.NaivePoints[j]);
            }
        }
    }

    [Fact]
    public void The_last_origin_lies_a_horizon_before_the_end()
    {
        var backtest = Project(Week(300), horizon: 14).Backtest!;

        Assert.Equal(Enumerable.Range(286, 14), backtest.Origins[^1].Targets);
    }

    [Fact]
    public void What_a_method_projects_at_an_origin_does_not_change_with_what_follows_it()
    {
        // The weights of the methods do: they come from all origins.
        var history = Week(300, noise: 60);
        var (origins, horizon) = Backtest.Plan(history.Length, 14, [7]);
        var groups = MethodPool.Regular(history, [7], [], origins[0]);
        var made = Backtest.Run(history, groups, origins, horizon, nonNegative: true, CancellationToken.None);
        Assert.All(origins.Index(), origin =>
        {
            double[] changed = [.. history.Select((value, i) => i < origin.Item ? value : value * 3)];
            var again = Backtest.Run(changed, groups, origins, horizon, nonNegative: true, CancellationToken.None);
            Assert.All(made.Points.Zip(again.Points), points => Assert.Equal(points.First[..((origin.Index + 1) * horizon)], points.Second[..((origin.Index + 1) * horizon)]));
        });
    }

    static IEnumerable<double> Errors(double[] history, BacktestAccuracy backtest, Func<BacktestOrigin, IReadOnlyList<double>> points) =>
        backtest.Origins.SelectMany(origin => origin.Targets.Zip(points(origin), (target, point) => history[target] - point));

    static IEnumerable<double> Changes(double[] history, BacktestAccuracy backtest)
    {
        double[] open = [.. history.Where((_, i) => backtest.ClosedSlots.IsOpen(i) && i < backtest.Origins[0].Targets[0])];
        return open.Skip(backtest.NaivePeriod).Zip(open, (later, earlier) => later - earlier);
    }
}

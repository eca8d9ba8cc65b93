using GadgetSales.Projections;
using static GadgetSales.Tests.Projections.SampleSeries;

namespace GadgetSales.Tests.Projections;

public sealed class ForecasterTests
{
    [Fact]
    public void Zeros_in_give_zeros_out()
    {
        var result = Project(new double[60]);

        Assert.All(result.Points, point => Assert.Equal(0, point));
        Assert.All(result.Intervals, interval => Assert.All(interval.Upper, upper => Assert.Equal(0, upper)));
        Assert.Equal("zero", result.Model.Name);
        Assert.Null(result.Backtest);
    }

    [Fact]
    public void A_constant_history_continues_without_doubt()
    {
        var result = Project([.. Enumerable.Repeat(42.0, 60)]);

        Assert.All(result.Points, point => Assert.Equal(42, point));
        Assert.Equal("constant", result.Model.Name);
    }

    [Fact]
    public void No_history_projects_zero_and_says_so()
    {
        var result = Project([]);

        Assert.Equal(14, result.Points.Count);
        Assert.Equal("naive", result.Model.Name);
        Assert.Contains("no history", result.Model.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_is_too_short_repeats_its_last_value_and_says_so()
    {
        var result = Project([5, 9, 7]);

        Assert.All(result.Points, point => Assert.Equal(7, point));
        Assert.Equal("naive", result.Model.Name);
        Assert.Contains("too short", result.Model.Reason, StringComparison.Ordinal);
        Assert.Null(result.Backtest);
    }

    [Fact]
    public void The_intervals_of_a_short_history_widen_with_the_square_root_of_the_steps()
    {
        var interval = Project([10, 12, 10], horizon: 4, levels: [95], nonNegative: false).Intervals[0];

        Assert.Equal(10 + 1.959964 * 2, interval.Upper[0], 4);
        Assert.Equal(10 + 1.959964 * 4, interval.Upper[3], 4);
    }

    [Fact]
    public void A_clear_week_is_continued()
    {
        var history = Week(140, noise: 2);
        var result = Project(history);

        Assert.All(Enumerable.Range(0, 14), j => Assert.Equal(100 + 20 * (j % 7), result.Points[j], tolerance: 3));
        Assert.True(result.Backtest!.Skill > 0);
    }

    [Fact]
    public void Closed_days_are_projected_as_zero_with_certainty()
    {
        double[] history = [.. Week(140).Select((value, i) => i % 7 is 2 or 6 ? 0 : value)];
        var result = Project(history);

        Assert.All(Enumerable.Range(0, 14), j => Assert.Equal(j % 7 is 2 or 6, result.Points[j] == 0));
        Assert.All(result.Intervals, interval => Assert.Equal(0, interval.Upper[2]));
        Assert.Equal([true, true, false, true, true, true, false], result.Backtest!.ClosedSlots.Open);
    }

    [Fact]
    public void Seasonal_naive_is_used_when_nothing_beats_it()
    {
        // The same week over and over: repeating it is perfect, and nothing is better than perfect.
        double[] history = [.. Enumerable.Range(0, 140).Select(i => (double)(i * i % 7 * 10 + i % 7))];
        var result = Project(history);

        Assert.Equal("seasonal naive", result.Model.Name);
        Assert.Equal(0, result.Backtest!.Skill);
        Assert.Equal(history[..14], result.Points);
    }

    [Fact]
    public void Weights_of_the_parts_sum_to_one()
    {
        var parts = Project(Week(140)).Model.Parts;

        Assert.Equal(1, parts.Sum(part => part.Weight), 9);
        Assert.Equal(parts.OrderByDescending(part => part.Weight), parts);
    }

    [Fact]
    public void A_cancelled_caller_gets_no_answer()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Forecaster.Forecast(new(Week(700), [7], 14, [95]), source.Token));
    }

    [Theory]
    [InlineData(0, 7, 95, 1, "Horizon")]
    [InlineData(10_001, 7, 95, 1, "Horizon")]
    [InlineData(14, 1, 95, 1, "period")]
    [InlineData(14, 7, 0, 1, "level")]
    [InlineData(14, 7, 100, 1, "level")]
    [InlineData(14, 7, 95, double.NaN, "value 1")]
    [InlineData(14, 7, 95, -1, "value 1")]
    public void A_request_that_makes_no_sense_is_refused_by_name(int horizon, int period, double level, double value, string named)
    {
        var request = new ForecastRequest([1, value, 2], [period], horizon, [level]);

        Assert.Contains(named, Assert.Throws<ArgumentException>(() => Forecaster.Forecast(request, default)).Message, StringComparison.Ordinal);
    }
}

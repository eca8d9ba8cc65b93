using GadgetSales.Projections.Methods;

namespace GadgetSales.Tests.Projections;

/// <summary>Each method against figures that were worked out by hand from the formulas of its source.</summary>
public sealed class MethodTests
{
    static double[] Run(IForecastMethod method, double[] history, double[] parameters, int horizon, double[]? fitted = null)
    {
        var forecast = new double[horizon];
        method.Run(history, parameters, forecast, fitted ?? []);
        return forecast;
    }

    static double[] Project(IForecastMethod method, double[] history, int horizon) =>
        Run(method, history, method.Estimate(history), horizon);

    static double[] Line(int length, double slope = 2) => [.. Enumerable.Range(0, length).Select(i => 10 + slope * i)];

    [Fact]
    public void Simple_smoothing_moves_the_level_by_alpha_of_each_error()
    {
        // levels: 10 -> 10+.5*(12-10)=11 -> 11+.5*(8-11)=9.5 -> 9.5+.5*(10-9.5)=9.75
        var fitted = new double[3];
        Assert.Equal([9.75, 9.75], Run(new SimpleSmoothing(), [12, 8, 10], [0.5, 10], 2, fitted));
        Assert.Equal([10, 11, 9.5], fitted);
    }

    [Fact]
    public void Simple_smoothing_of_a_jump_follows_it_and_of_noise_averages_it()
    {
        double[] jump = [.. Enumerable.Repeat(10.0, 20), .. Enumerable.Repeat(50.0, 20)];
        double[] noise = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 9.0 : 11.0)];

        Assert.Equal(50, Project(new SimpleSmoothing(), jump, 1)[0], 1);
        Assert.Equal(10, Project(new SimpleSmoothing(), noise, 1)[0], 1);
    }

    [Fact]
    public void Damped_trend_follows_the_recursion_of_Gardner_and_McKenzie()
    {
        // expected 10+.9*2=11.8, error .2: level 11.9, slope 1.8+.05*.2=1.81; then 11.9+.9*1.81, +.81*1.81
        var forecast = Run(new DampedTrend(), [12], [0.5, 0.1, 0.9, 10, 2], 2);

        Assert.Equal(11.9 + 0.9 * 1.81, forecast[0], 10);
        Assert.Equal(11.9 + (0.9 + 0.81) * 1.81, forecast[1], 10);
    }

    [Fact]
    public void Damped_trend_of_a_line_rises_and_levels_off()
    {
        var forecast = Project(new DampedTrend(), Line(60), 40);

        Assert.InRange(forecast[0], 129, 131);
        Assert.True(forecast[39] - forecast[38] < 0.6 * (forecast[1] - forecast[0]));
        Assert.True(forecast[39] > forecast[0]);
    }

    [Fact]
    public void Dynamic_theta_of_a_line_keeps_on_rising()
    {
        var forecast = Project(new DynamicTheta(), Line(60), 10);

        Assert.InRange(forecast[0], 128.5, 130.5);
        Assert.True(forecast[9] > forecast[0] + 8);
    }

    [Fact]
    public void Dynamic_theta_without_its_line_is_simple_smoothing()
    {
        double[] history = [12, 8, 10, 14, 9];
        var smoothing = Run(new SimpleSmoothing(), history, [0.4, 11], 3);

        var theta = Run(new DynamicTheta(), history, [0.4, 0, 11], 1);

        Assert.Equal(smoothing[0], theta[0], 10);
    }

    [Fact]
    public void Dynamic_theta_adds_its_share_of_the_line_through_the_values_so_far()
    {
        // y = 10, 14: the line through both has intercept 6 and slope 4 (paper, equations 17 to 20).
        // alpha .5, omega .5, start 10: level after 14 = .5*14 + .5*10 = 12 (the first error is against level 10 + omega*.5*10).
        const double Decay = 0.25;
        var expected = 12 + 0.5 * (Decay * 6 + (1 - Decay * 0.5) / 0.5 * 4);

        Assert.Equal(expected, Run(new DynamicTheta(), [10, 14], [0.5, 0.5, 10], 1)[0], 10);
    }

    [Fact]
    public void Additive_Holt_Winters_follows_its_recursion()
    {
        // period 2, states +1 and -1, level 10, slope 0; value 13 against 11: error 2.
        // alpha .5: level 11; beta .5: slope .5; gamma .2 of (1-.5): first season 1.2. Then 11+.9*.5-1 and 11+(.9+.81)*.5+1.2.
        var forecast = Run(new HoltWinters(2, multiplicative: false), [13], [0.5, 0.5, 0.2, 0.9, 10, 0, 1, -1], 2);

        Assert.Equal(10.45, forecast[0], 10);
        Assert.Equal(11 + 1.71 * 0.5 + 1.2, forecast[1], 10);
    }

    [Fact]
    public void Multiplicative_Holt_Winters_lets_the_season_grow_with_the_level()
    {
        double[] history = [.. Enumerable.Range(0, 96).Select(i => (100 + i) * (i % 4 == 0 ? 1.5 : 0.8))];
        var forecast = Project(new HoltWinters(4, multiplicative: true), history, 4);

        Assert.InRange(forecast[0] / forecast[1], 1.7, 2.0);
    }

    [Fact]
    public void Seasonal_naive_repeats_the_last_period() =>
        Assert.Equal([4, 5, 6, 4], Run(new SeasonalNaive(3), [1, 2, 3, 4, 5, 6], [], 4));

    [Fact]
    public void Seasonal_mean_averages_each_position_over_its_last_cycles() =>
        Assert.Equal([4, 5, 4], Run(new SeasonalMean(2, 2), [100, 100, 3, 4, 5, 6], [], 3));

    [Fact]
    public void A_moving_average_is_the_mean_of_its_window_or_of_all_there_is()
    {
        Assert.Equal([5], Run(new MovingAverage(2), [1, 4, 6], [], 1));
        Assert.Equal([3.5], Run(new MovingAverage(28), [1, 6], [], 1));
    }

    [Fact]
    public void Tsb_projects_probability_times_size()
    {
        // Starts at size (4+2)/2=3, probability 2/4. Values 4,0,0,2 with shares .1 and .2:
        // probability .5 -> .55 -> .495 -> .4455 -> .50095; size 3 -> 3.2 -> 2.96
        Assert.Equal(0.50095 * 2.96, Run(new Tsb(), [4, 0, 0, 2], [0.1, 0.2], 1)[0], 10);
    }

    [Fact]
    public void Tsb_of_an_article_that_died_fades_out()
    {
        double[] history = [.. Enumerable.Repeat(3.0, 50), .. new double[150]];

        Assert.True(Project(new Tsb(), history, 1)[0] < 0.05);
    }

    [Fact]
    public void Autoregression_finds_the_echo_it_was_made_with()
    {
        var random = new Random(7);
        var history = new double[2000];
        for (var i = 1; i < history.Length; i++)
        {
            history[i] = 0.7 * history[i - 1] + random.NextDouble() - 0.5;
        }

        Assert.InRange(new Autoregression(differenced: false, 8).Estimate(history)[1], 0.62, 0.78);
    }

    [Fact]
    public void Autoregression_returns_to_its_mean() =>
        Assert.Equal([10 + 0.5 * 4, 10 + 0.25 * 4, 10 + 0.125 * 4], Run(new Autoregression(differenced: false, 8), [10, 14], [10, 0.5], 3));

    [Fact]
    public void Autoregression_of_changes_continues_from_the_last_value() =>
        Assert.Equal([16, 17, 17.5], Run(new Autoregression(differenced: true, 8), [10, 14], [0, 0.5], 3));
}

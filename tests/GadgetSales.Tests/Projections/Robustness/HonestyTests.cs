using GadgetSales.Projections;
using static GadgetSales.Tests.Projections.SampleSeries;

namespace GadgetSales.Tests.Projections.Robustness;

/// <summary>What a projection must not claim, and what it must say.</summary>
public sealed class HonestyTests
{
    [Fact]
    public void No_history_is_refused_with_what_is_needed() =>
        Assert.Contains("is needed", Project([]).Refusal, StringComparison.Ordinal);

    [Fact]
    public void A_few_periods_without_a_sale_are_refused() =>
        Assert.Contains("3 periods", Project([0, 0, 0]).Refusal, StringComparison.Ordinal);

    [Fact]
    public void One_value_gives_a_wide_interval()
    {
        var result = Project([100], levels: [95]);

        Assert.Null(result.Refusal);
        Assert.Equal(100, result.Points[0]);
        Assert.True(result.Intervals[0].Upper[0] - result.Intervals[0].Lower[0] > 100);
    }

    [Fact]
    public void What_similar_series_stray_by_is_borrowed_where_there_is_one_value()
    {
        ForecastRequest request = new([100], [7], 1, [95]) { Similar = new(null, 0.1) };
        var interval = Forecaster.Forecast(request, TestContext.Current.CancellationToken).Intervals[0];

        Assert.Equal(100 + 19.6, interval.Upper[0], 1);
    }

    [Fact]
    public void A_bulk_order_on_the_last_day_does_not_explode()
    {
        var history = Week(60);
        history[^1] *= 20;
        var usual = Week(74)[60..].Sum();

        Assert.InRange(Project(history).Points.Sum(), 0.8 * usual, 1.3 * usual);
    }

    [Fact]
    public void Growth_dies_out()
    {
        double[] history = [.. Enumerable.Range(0, 60).Select(day => 10 * Math.Pow(1.1, day))];

        Assert.All(Project(history, horizon: 60).Points, point => Assert.InRange(point, 0, 3 * history[^1]));
    }

    [Fact]
    public void Days_without_sales_at_the_end_are_told_and_not_believed_at_once()
    {
        double[] history = [.. Week(200)[..197], 0, 0, 0];
        var result = Project(history, levels: [95]);

        Assert.InRange(result.Points.Sum(), 0.9 * Week(214)[200..].Sum(), 1.1 * Week(214)[200..].Sum());
        Assert.All(result.Intervals[0].Lower, lower => Assert.Equal(0, lower));
        Assert.Contains(result.Notes, note => note.Contains("out of stock", StringComparison.Ordinal));
    }

    [Fact]
    public void Sales_that_ended_long_ago_stay_ended()
    {
        double[] history = [.. Week(200), .. new double[90]];

        Assert.True(Project(history).Points.Sum() < 0.1 * Week(14).Sum());
    }

    [Fact]
    public void Excluded_values_are_not_learnt_from()
    {
        var history = Week(140);
        var spoiled = history.ToArray();
        int[] days = [.. Enumerable.Range(126, 10)];
        foreach (var day in days)
        {
            spoiled[day] *= 3;
        }
        var result = Forecaster.Forecast(new(spoiled, [7], 14, [95]) { Exclude = days }, TestContext.Current.CancellationToken);

        Assert.All(Project(history).Points.Zip(result.Points), points => Assert.Equal(points.First, points.Second, 0.1 * points.First));
    }

    [Fact]
    public void The_effect_of_an_event_is_learnt_from_the_past_and_comes_again()
    {
        var history = Week(280);
        int[] past = [40, 41, 110, 111, 180, 181];
        foreach (var day in past)
        {
            history[day] *= 2;
        }
        ForecastRequest request = new(history, [7], 14, [95]) { Events = [new("Sale", [.. past, 283, 284])] };
        var result = Forecaster.Forecast(request, TestContext.Current.CancellationToken);
        var plain = Forecaster.Forecast(request with { Events = [] }, TestContext.Current.CancellationToken);

        Assert.InRange(result.Points[3] / plain.Points[3], 1.7, 2.2);
        Assert.InRange(result.Points[5] / plain.Points[5], 0.9, 1.1);
        Assert.Contains(result.Notes, note => note.StartsWith("Sale: +", StringComparison.Ordinal));
    }

    [Fact]
    public void Means_add_up_on_skewed_sales_and_medians_lie_below()
    {
        var random = new Random(3);
        double[] history = [.. Enumerable.Range(0, 400).Select(_ => Math.Round(20 * Math.Exp(1.1 * Bell(random))))];
        var result = Project(history, horizon: 28);

        Assert.InRange(result.Points.Average(), 0.75 * history.Average(), 1.25 * history.Average());
        Assert.True(result.Median.Sum() < 0.85 * result.Points.Sum());
    }

    [Fact]
    public void The_interval_of_the_sum_is_narrower_than_the_sum_of_the_intervals()
    {
        var result = Project(Week(300, noise: 80), levels: [95]);
        var steps = result.Intervals[0].Upper.Sum() - result.Intervals[0].Lower.Sum();

        Assert.Equal(result.Points.Sum(), result.Total!.Mean, 6);
        Assert.True(result.Total.Intervals[0].Upper - result.Total.Intervals[0].Lower < 0.8 * steps);
    }

    [Fact]
    public void Quantiles_rise_and_meet_the_edges_of_the_interval_that_leaves_as_much_outside()
    {
        var result = Forecaster.Forecast(new(Week(300, noise: 80), [7], 14, [80]) { Quantiles = [0.9, 0.1, 0.5] }, TestContext.Current.CancellationToken);

        Assert.Equal([0.1, 0.5, 0.9], result.Quantiles.Select(each => each.Quantile));
        Assert.All(Enumerable.Range(0, 14), j => Assert.True(result.Quantiles[0].Values[j] < result.Quantiles[1].Values[j]));
        Assert.Equal(result.Intervals[0].Upper[0], result.Quantiles[2].Values[0], 6);
    }

    [Fact]
    public void Intervals_are_wider_on_days_that_sell_more()
    {
        var random = new Random(5);
        double[] history = [.. Enumerable.Range(0, 400).Select(day => Math.Round((day % 7 == 5 ? 900 : 200) * Math.Exp(0.2 * Bell(random))))];
        var interval = Project(history, levels: [95]).Intervals[0];
        var widths = interval.Upper.Zip(interval.Lower, (upper, lower) => upper - lower).ToList();

        Assert.True(widths[(5 - 400 % 7 + 7) % 7] > 2 * widths[(2 - 400 % 7 + 7) % 7]);
    }

    [Fact]
    public void Components_add_up_to_the_points()
    {
        var result = Forecaster.Forecast(new(Week(300), [7], 14, [95]) { WithComponents = true }, TestContext.Current.CancellationToken);
        var parts = result.Components!;

        Assert.All(Enumerable.Range(0, 14), j => Assert.Equal(
            result.Points[j], parts.Level[j] + parts.Trend[j] + parts.Season[j] + parts.Year[j] + parts.Calendar[j] + parts.Events[j], 6));
        Assert.True(parts.Season.Max() > 30);
    }

    static double Bell(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

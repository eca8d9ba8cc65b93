using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections.Robustness;

public sealed class HardSeriesTests
{
    const double Tolerance = 1.1;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, HardSeries.All.Count())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_hard_series_is_projected_about_as_well_as_by_the_best_simple_comparison(int number)
    {
        var series = HardSeries.All.ElementAt(number);
        var error = Error(series, Forecaster.Forecast(series.Request, TestContext.Current.CancellationToken).Median);
        var best = Comparisons(series).Min(points => Error(series, points));

        Assert.True(error <= Tolerance * best, $"{series}: {error:F1} against {best:F1}");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_95_percent_interval_of_a_hard_series_holds(int number)
    {
        var series = HardSeries.All.ElementAt(number);
        var interval = Forecaster.Forecast(series.Request, TestContext.Current.CancellationToken).Intervals[0];
        var inside = series.Actuals.Where((actual, j) => interval.Lower[j] <= actual && actual <= interval.Upper[j]).Count();

        Assert.True(inside >= 0.88 * series.Actuals.Length, $"{series}: {inside} of {series.Actuals.Length}");
    }

    /// <summary>Seasonal naive, the same season of last year and the mean of four weekdays.</summary>
    static IEnumerable<double[]> Comparisons(HardSeries series)
    {
        var values = series.Request.Values;
        var season = series.Week > 1 ? series.Week : series.Year;
        yield return Ahead(j => values[values.Count - season + j % season]);
        yield return Ahead(j => Enumerable.Range(1, 4).Average(back => values[values.Count - series.Week * back + j % series.Week]));
        if (series.Year > 0)
        {
            yield return Ahead(j => values[values.Count - series.Year + j]);
        }

        double[] Ahead(Func<int, double> point) => [.. Enumerable.Range(0, series.Actuals.Length).Select(point)];
    }

    static double Error(HardSeries series, IReadOnlyList<double> points) => series.Actuals.Zip(points, (actual, point) => Math.Abs(actual - point)).Average();
}

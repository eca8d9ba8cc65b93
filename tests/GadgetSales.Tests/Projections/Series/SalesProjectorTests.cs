using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

public sealed class SalesProjectorTests
{
    static readonly DateOnly AsOf = new(2019, 5, 31);

    [Fact]
    public async Task Parts_sum_to_the_total_exactly_and_intervals_hold_their_points()
    {
        var query = Query(Measure.Revenue);

        var answer = await ProjectAsync(query, Noisy("a", 1), Noisy("b", 2), Noisy("c", 3));

        var total = Assert.Single(answer.Totals);
        Assert.All(Enumerable.Range(0, query.Horizon), step => Assert.Equal(total.Points[step], answer.Series.Sum(series => series.Points[step])));
        Assert.All(answer.Series.Append(total), AssertNested);
    }

    [Fact]
    public async Task Totals_of_amounts_are_kept_apart_by_currency()
    {
        var query = Query(Measure.Revenue) with { GroupBy = [Dimension.Store, Dimension.Currency] };

        var answer = await ProjectAsync(query, Noisy(["S1", "EUR"], 1), Noisy(["S2", "EUR"], 2), Noisy(["S1", "USD"], 3));

        Assert.Equal(["EUR", "USD"], answer.Totals.Select(total => total.Sales.Key[0]).Order());
        var dollars = answer.Totals.Single(total => total.Sales.Key[0] == "USD");
        Assert.Equal(dollars.Points, answer.Series.Single(series => series.Sales.Key[1] == "USD").Points);
    }

    [Fact]
    public async Task Where_groups_do_not_add_up_the_total_stands_by_itself_and_moves_no_group()
    {
        foreach (var measure in new[] { Measure.AverageBasket, Measure.Transactions })
        {
            var query = Query(measure);
            var (alone, whole) = (await ProjectAsync(query, Noisy("a", 1), Noisy("b", 2)), Noisy([], 3));

            var answer = await Projector.ProjectAsync(
                query, History.Of(query, [Noisy("a", 1), Noisy("b", 2)], [whole]), new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken });

            Assert.Equal(whole, Assert.Single(answer.Totals).Sales);
            Assert.Equal(alone.Series.Select(series => series.Points), answer.Series.Select(series => series.Points));
        }
    }

    [Fact]
    public async Task Counts_are_projected_to_hundredths_and_never_below_zero()
    {
        var slow = new SeriesHistory(["slow"], 0, [.. Enumerable.Range(0, 200).Select(i => (long?)(i % 9 == 4 ? 1 : 0))]);

        var projected = Assert.Single((await ProjectAsync(Query(Measure.Units), slow)).Series);

        Assert.Contains(projected.Points, point => point is > 0 and < 100);
        Assert.All(projected.Intervals, interval => Assert.All(interval.Lower, lower => Assert.True(lower >= 0)));
    }

    [Fact]
    public void Revenue_may_fall_below_zero_only_where_its_history_did()
    {
        Assert.True(FitValues.Of(new([], 0, [5, 0, 7]), Query(Measure.Revenue)).NonNegative);
        Assert.False(FitValues.Of(new([], 0, [5, -1, 7]), Query(Measure.Revenue)).NonNegative);
    }

    [Fact]
    public void Transactions_below_zero_are_fitted_as_none()
    {
        var request = FitValues.Of(new([], 0, [5, -1, 7]), Query(Measure.Transactions));

        Assert.True(request.NonNegative);
        Assert.Equal([5, 0, 7], request.Values);
    }

    [Fact]
    public void An_average_without_a_value_repeats_the_one_before()
    {
        Assert.Equal([4, 4, 4, 6, 6], FitValues.Of(new([], 0, [null, 4, null, 6, null]), Query(Measure.AverageBasket)).Values);
    }

    [Fact]
    public async Task Work_stops_when_it_is_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Projector.ProjectAsync(
            Query(Measure.Revenue), new History([Noisy("a", 1)], []), new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) }));
    }

    static void AssertNested(SeriesProjection series)
    {
        for (var step = 0; step < series.Points.Count; step++)
        {
            var (narrow, wide) = (series.Intervals[0], series.Intervals[1]);
            Assert.True(wide.Lower[step] <= narrow.Lower[step] && narrow.Lower[step] <= series.Points[step]);
            Assert.True(series.Points[step] <= narrow.Upper[step] && narrow.Upper[step] <= wide.Upper[step]);
        }
    }

    static Task<Projection> ProjectAsync(ProjectionQuery query, params SeriesHistory[] series) =>
        Projector.ProjectAsync(query, History.Of(query, series, []), new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken });

    static SeriesHistory Noisy(string key, int seed) => Noisy([key], seed);

    static SeriesHistory Noisy(string[] key, int seed) => new(key, 0, [.. SampleSeries.Week(200, seed, noise: 90).Select(value => (long?)(value * 137))]);

    static ProjectionQuery Query(Measure measure) => new()
    {
        Measure = measure,
        Grain = ProjectionGrain.Day,
        Horizon = 14,
        Levels = [80, 95],
        AsOf = AsOf,
        Axis = PeriodAxis.UpTo(AsOf, AsOf.AddDays(-199), ProjectionGrain.Day),
        GroupBy = [Dimension.Category],
    };
}

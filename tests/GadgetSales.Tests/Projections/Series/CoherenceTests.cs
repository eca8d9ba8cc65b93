using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

/// <summary>One forecast for groups, subtotals and totals, for periods and their sums.</summary>
public sealed class CoherenceTests
{
    static readonly DateOnly AsOf = new(2019, 5, 31);

    static readonly SeriesHistory[] Groups =
    [
        Noisy(["LA", "Audio"], 1), Noisy(["LA", "TV"], 2), Noisy(["NY", "Audio"], 3), Slow(["NY", "TV"]), Noisy(["SF", "TV"], 5),
    ];

    [Fact]
    public async Task Groups_sum_to_every_subtotal_and_to_the_total_to_the_last_unit()
    {
        var answer = await ProjectAsync(Query() with { WithSubtotals = true }, Groups);

        Assert.Equal([["store"], ["category"]], answer.Subtotals.Select(each => each.By.Select(dimension => dimension.Name)));
        foreach (var (each, at) in answer.Subtotals.Select((each, at) => (each, at)))
        {
            foreach (var whole in each.Series)
            {
                AssertSum(whole, answer.Series.Where(series => series.Sales.Key[at] == whole.Sales.Key[0]));
            }

            AssertSum(Assert.Single(answer.Totals), each.Series);
        }

        Assert.All([.. answer.Series, .. answer.Totals, .. answer.Subtotals.SelectMany(each => each.Series)], AssertHeld);
    }

    [Fact]
    public async Task A_subtotal_is_what_it_is_as_a_group()
    {
        var subtotals = (await ProjectAsync(Query() with { WithSubtotals = true }, Groups)).Subtotals[0].Series;

        var stores = Groups.GroupBy(group => group.Key[0]).Select(store => SeriesTable.Sum([.. store], [store.Key])).ToArray();
        var alone = (await ProjectAsync(Query() with { GroupBy = [Dimension.Store] }, stores)).Series;

        Assert.All(alone, store => Assert.All(
            store.Points.Zip(subtotals.Single(each => each.Sales.Key[0] == store.Sales.Key[0]).Points), pair => Assert.InRange(pair.First - pair.Second, -Groups.Length, Groups.Length)));
    }

    [Fact]
    public async Task Days_sum_to_weeks_and_months_and_the_sum_of_all_is_surer_than_its_days()
    {
        var query = Query() with { Sums = [Grain.Week, Grain.Month], WithTotal = true };
        var series = (await ProjectAsync(query, Groups)).Series[0];

        var sums = PeriodSum.Of(query, series).ToList();

        Assert.Equal([2, 7, 5], sums.Where(sum => sum.Grain == Grain.Week).Select(sum => sum.Count));
        Assert.Equal(series.Points.Sum(), sums.Where(sum => sum.Grain == Grain.Week).Sum(sum => sum.Value));
        Assert.Equal(series.Points.Sum(), Assert.Single(sums, sum => sum.Grain == Grain.Month).Value);
        Assert.Equal(series.Points.Sum(), series.Total!.Value);
        Assert.InRange(series.Total.Intervals[1].Upper, series.Total.Value + 1, series.Intervals[1].Upper.Sum() - 1);
    }

    [Fact]
    public async Task Components_make_the_value_to_the_last_unit()
    {
        var query = Query() with { WithComponents = true, Events = [new SalesEvent("Sale", [AsOf.AddDays(3)], 40)] };

        var answer = await ProjectAsync(query, Groups);

        Assert.All(answer.Series.Where(series => series.Components is not null), series =>
        {
            var parts = series.Components!;
            Assert.All(Enumerable.Range(0, query.Horizon), j => Assert.Equal(
                series.Points[j], parts.Level[j] + parts.Trend[j] + parts.Season[j] + parts.Year[j] + parts.Calendar[j] + parts.Events[j] + parts.Reconciliation[j]));
            Assert.True(parts.Events[2] > parts.Events[3]);
        });
        Assert.Contains(answer.Series, series => series.Components is not null);
    }

    [Fact]
    public async Task Quantiles_ascend_and_those_of_a_level_are_its_bounds()
    {
        var answer = await ProjectAsync(Query() with { Quantiles = [0.1, 0.5, 0.9] }, Groups);

        Assert.All(answer.Series, series => Assert.All(Enumerable.Range(0, 14), j =>
        {
            var (low, middle, high) = (series.Quantiles[0].Values[j], series.Quantiles[1].Values[j], series.Quantiles[2].Values[j]);
            Assert.True(low <= middle && middle <= high);
            Assert.InRange(series.Intervals[0].Lower[j], long.MinValue, low + 1);
            Assert.InRange(series.Intervals[0].Upper[j], high - 1, long.MaxValue);
        }));
    }

    [Fact]
    public async Task The_backtest_comes_with_its_rows_and_the_accuracy_by_step()
    {
        var series = (await ProjectAsync(Query() with { WithBacktest = true }, Groups)).Series[0];

        var rows = series.Backtest!.Origins.SelectMany(origin => origin.Rows).ToList();
        Assert.Equal(series.Accuracy!.Origins, series.Backtest.Origins.Count);
        Assert.All(rows, row => Assert.Equal((double)series.Sales.Values[row.Index]!, row.Sold));
        Assert.Equal(rows.Average(row => Math.Abs(row.Median - row.Sold)), series.Backtest.Steps.Sum(step => step.Error * step.Values) / rows.Count, 6);
    }

    [Fact]
    public async Task Where_nothing_can_be_said_a_reason_stands_in_place_of_numbers()
    {
        var answer = await ProjectAsync(Query() with { GroupBy = [] }, SeriesHistory.Empty(0, 200));

        Assert.Contains("is needed", Assert.Single(answer.Series).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_excluded_is_not_learnt_from()
    {
        // Two weeks at half, up to the end: by themselves a new level.
        var usual = Noisy(["LA", "Audio"], 1);
        var halved = usual with { Values = [.. usual.Values.Select((value, i) => i >= 186 ? value / 2 : value)] };

        var (whole, without, with) = (await SumAsync(Query(), usual), await SumAsync(Query(), halved), await SumAsync(Query() with { Exclude = [new DateSpan(DateAt(186), DateAt(199))] }, halved));

        Assert.InRange(with, whole * 0.93, whole * 1.07);
        Assert.InRange(without, 0, whole * 0.85);

        DateOnly DateAt(int index) => DateOnly.FromDateTime(Query().Axis.PeriodAt(index));
    }

    static async Task<double> SumAsync(ProjectionQuery query, SeriesHistory series) => (await ProjectAsync(query, series)).Series[0].Points.Sum();

    static void AssertSum(SeriesProjection whole, IEnumerable<SeriesProjection> parts) =>
        Assert.Equal(whole.Points, Enumerable.Range(0, whole.Points.Count).Select(j => parts.Sum(part => part.Points[j])));

    static void AssertHeld(SeriesProjection series) => Assert.All(series.Intervals, interval => Assert.All(Enumerable.Range(0, series.Points.Count), j =>
    {
        Assert.InRange(series.Points[j], interval.Lower[j], interval.Upper[j]);
        Assert.InRange(series.Median[j], interval.Lower[j], interval.Upper[j]);
    }));

    static Task<Projection> ProjectAsync(ProjectionQuery query, params SeriesHistory[] series) =>
        Projector.ProjectAsync(query, History.Of(query, series, []), new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken });

    static SeriesHistory Noisy(string[] key, int seed) => new(key, 0, [.. SampleSeries.Week(200, seed, noise: 90).Select(value => (long?)(value * 137))]);

    static SeriesHistory Slow(string[] key) => new(key, 0, [.. Enumerable.Range(0, 200).Select(i => (long?)(i % 9 == 4 ? 1999 : 0))]);

    static ProjectionQuery Query() => new()
    {
        Measure = Measure.Revenue,
        Grain = ProjectionGrain.Day,
        Horizon = 14,
        Levels = [80, 95],
        AsOf = AsOf,
        Axis = PeriodAxis.UpTo(AsOf, AsOf.AddDays(-199), ProjectionGrain.Day),
        GroupBy = [Dimension.Store, Dimension.Category],
    };
}

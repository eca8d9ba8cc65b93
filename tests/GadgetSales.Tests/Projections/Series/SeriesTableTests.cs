using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

public sealed class SeriesTableTests
{
    static readonly PeriodAxis Axis = PeriodAxis.UpTo(new(2019, 5, 5), new DateOnly(2019, 5, 1), ProjectionGrain.Day);

    [Fact]
    public void Days_without_sales_are_zero_and_days_before_the_first_sale_are_left_out()
    {
        var series = Assert.Single(SeriesTable.Build([Row(2, 7, "a"), Row(4, 9, "a")], Axis, 1, isAdditive: true));

        Assert.Equal(1, series.Start);
        Assert.Equal([7, 0, 9, 0], series.Values);
    }

    [Fact]
    public void An_average_has_no_value_where_nothing_was_sold()
    {
        Assert.Equal([7, null, 9, null], SeriesTable.Build([Row(2, 7), Row(4, 9)], Axis, 0, isAdditive: false)[0].Values);
    }

    [Fact]
    public void Groups_are_ordered_by_key_and_sales_without_one_are_a_group_of_their_own()
    {
        Assert.Equal(["a", "b", null], SeriesTable.Build([Row(1, 1, [null]), Row(1, 1, "b"), Row(1, 1, "a")], Axis, 1, isAdditive: true).Select(series => series.Key[0]));
    }

    [Fact]
    public void Without_grouping_there_is_one_series_even_when_nothing_was_sold()
    {
        Assert.Empty(Assert.Single(SeriesTable.Build([], Axis, 0, isAdditive: true)).Values);
        Assert.Empty(SeriesTable.Build([], Axis, 1, isAdditive: true));
    }

    [Fact]
    public void Rows_outside_the_axis_are_ignored()
    {
        var rows = new[] { Row(5, 3), Row(1, 1) with { Period = new(2019, 4, 30) }, Row(1, 1) with { Period = new(2019, 5, 6) } };

        Assert.Equal([3], Assert.Single(SeriesTable.Build(rows, Axis, 0, isAdditive: true)).Values);
    }

    [Fact]
    public void A_sum_starts_with_the_earliest_part()
    {
        var sum = SeriesTable.Sum([new(["a"], 3, [1, 2]), new(["b"], 1, [10, 20, 30, 40])], []);

        Assert.Equal(1, sum.Start);
        Assert.Equal([10, 20, 31, 42], sum.Values);
    }

    [Fact]
    public void A_sum_beyond_64_bits_is_refused()
    {
        var error = Assert.Throws<LakeQueryException>(() => SeriesTable.Sum([new(["a"], 0, [long.MaxValue]), new(["b"], 0, [1])], []));

        Assert.Equal("value_out_of_range", error.Code);
    }

    static InsightRow Row(int day, long value, params string?[] keys) => new() { Period = new DateTime(2019, 5, day), Keys = keys, Values = [value] };
}

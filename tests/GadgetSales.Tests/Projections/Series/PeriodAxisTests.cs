using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

public sealed class PeriodAxisTests
{
    [Theory]
    [InlineData("hour", "2019-05-31", "2019-06-01T00:00")]
    [InlineData("day", "2019-05-31", "2019-06-01")]
    [InlineData("week", "2019-06-01", "2019-05-27")]
    [InlineData("week", "2019-06-02", "2019-06-03")]
    [InlineData("month", "2019-05-30", "2019-05-01")]
    [InlineData("month", "2019-05-31", "2019-06-01")]
    [InlineData("quarter", "2019-05-31", "2019-04-01")]
    [InlineData("year", "2019-12-31", "2020-01-01")]
    public void The_period_that_is_not_over_is_the_first_to_be_projected(string grain, string asOf, string first)
    {
        var axis = PeriodAxis.UpTo(DateOnly.Parse(asOf), null, Grain(grain));

        Assert.Equal(first, axis.Grain.Format(axis.Next));
        Assert.Equal(first, axis.Grain.Format(axis.PeriodAt(axis.Length)));
        Assert.Equal(Grain(grain).DefaultHistory, axis.Length);
    }

    [Fact]
    public void A_history_starts_with_the_first_whole_period()
    {
        var axis = PeriodAxis.UpTo(new(2019, 5, 31), new DateOnly(2019, 1, 2), Grain("month"));

        Assert.Equal((new DateTime(2019, 2, 1), 4), (axis.First, axis.Length));
        Assert.Equal((new DateOnly(2019, 2, 1), new DateOnly(2019, 5, 31)), (axis.Span.From, axis.Span.To));
    }

    [Fact]
    public void A_period_has_the_index_at_which_it_lies()
    {
        foreach (var grain in ProjectionGrain.All)
        {
            var axis = PeriodAxis.UpTo(new(2019, 5, 31), null, grain);

            Assert.All([0, 1, axis.Length - 1], index => Assert.Equal(index, axis.IndexOf(axis.PeriodAt(index))));
        }
    }

    static ProjectionGrain Grain(string name) => ProjectionGrain.All.Single(grain => grain.ToString() == name);
}

using GadgetSales.Projections.Series;

namespace GadgetSales.Tests.Projections.Series;

public sealed class ReconciliationTests
{
    [Fact]
    public void Parts_are_moved_in_proportion_to_their_own_projections()
    {
        Assert.Equal([5, 15, 0], Reconciliation.Differences([10, 30, 0], 60, [1, 1, 1]));
    }

    [Fact]
    public void Parts_of_nothing_share_by_what_they_sold_and_else_equally()
    {
        Assert.Equal([3, 1], Reconciliation.Differences([0, 0], 4, [30, 10]));
        Assert.Equal([2, 2], Reconciliation.Differences([0, 0], 4, [0, 0]));
    }

    [Fact]
    public void Negative_parts_sum_to_the_whole_too()
    {
        double[] values = [-10, 30];

        var differences = Reconciliation.Differences(values, 12, [1, 1]);

        Assert.Equal(12, values.Sum() + differences.Sum(), 9);
    }

    [Fact]
    public void The_largest_remainders_are_rounded_up()
    {
        Assert.Equal([1, 3, 2], Reconciliation.Round([1.2, 2.7, 1.6], 6));
        Assert.Equal([-1, 3], Reconciliation.Round([-1.4, 3.4], 2));
    }

    [Fact]
    public void Rounded_parts_always_sum_to_the_total_and_stay_next_to_their_values()
    {
        var random = new Random(7);
        for (var round = 0; round < 1_000; round++)
        {
            double[] values = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => random.NextDouble() * random.Next(1, 10_000))];
            var total = (long)Math.Round(values.Sum());

            var rounded = Reconciliation.Round(values, total);

            Assert.Equal(total, rounded.Sum());
            Assert.All(rounded.Zip(values), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1));
        }
    }
}

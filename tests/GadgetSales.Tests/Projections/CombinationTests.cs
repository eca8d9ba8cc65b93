using GadgetSales.Projections;

namespace GadgetSales.Tests.Projections;

public sealed class CombinationTests
{
    [Fact]
    public void Weights_from_a_short_backtest_are_nearer_to_equal()
    {
        var errors = Errors([1, 1], [1.2, 1.2]);
        var few = Combination.Weights(errors, squared: false, horizons: 1);
        var many = Combination.Weights(errors, squared: false, horizons: 20);

        Assert.True(0.5 < few[0] && few[0] < many[0]);
        Assert.Equal(1, few.Sum(), 12);
    }

    [Fact]
    public void One_bulk_order_does_not_decide_which_method_serves_a_slow_mover()
    {
        // Better at three origins out of four; at the fourth both miss the order, the first by a little more.
        var weights = Combination.Weights(Errors([1, 1, 1, 441], [1.7, 1.7, 1.7, 420]), squared: true, horizons: 5);

        Assert.True(weights[0] > weights[1]);
    }

    [Fact]
    public void What_is_far_behind_counts_for_nothing() =>
        Assert.Equal([1, 0], Combination.Weights(Errors([1, 1], [1.6, 1.6]), squared: false, horizons: 5));

    [Fact]
    public void Behind_a_gate_only_those_count_that_are_better_than_it()
    {
        var weights = Combination.Weights(Errors([2, 2], [1.9, 1.9], [2.1, 2.1]), squared: true, horizons: 5, gate: 0);

        Assert.True(weights[1] > weights[0] && weights[0] > 0);
        Assert.Equal(0, weights[2]);
    }

    static double[,] Errors(params double[][] ofCandidates)
    {
        var errors = new double[ofCandidates.Length, ofCandidates[0].Length];
        foreach (var (c, ofOrigins) in ofCandidates.Index())
        {
            foreach (var (k, error) in ofOrigins.Index())
            {
                errors[c, k] = error;
            }
        }
        return errors;
    }
}

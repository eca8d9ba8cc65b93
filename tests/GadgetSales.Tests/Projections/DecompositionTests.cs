using GadgetSales.Projections;
using GadgetSales.Projections.Decomposition;

namespace GadgetSales.Tests.Projections;

public sealed class DecompositionTests
{
    static readonly double[] Week = [-30, -20, -10, 0, 10, 20, 30];

    [Fact]
    public void Loess_of_a_line_is_the_line()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(i => 3.0 + 2 * i)];
        var smooth = new double[40];
        Loess.Smooth(line, 11, 1, 1, smooth);

        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(line[i], smooth[i], 9));
        Assert.Equal(3 + 2 * 40, Loess.Estimate(line, 40, 11, 1), 9);
        Assert.Equal(1, Loess.Estimate(line, -1, 11, 1), 9);
    }

    [Fact]
    public void Loess_weighs_neighbours_by_the_tricube()
    {
        // Window 5 reaches 2 steps: weights 1, (1-1/8)^3 = .669921875 at one step, 0 at two.
        const double One = 0.669921875;
        var smooth = new double[5];
        Loess.Smooth([0, 0, 6, 3, 0], 5, 0, 1, smooth);

        Assert.Equal((6 + One * 3) / (1 + 2 * One), smooth[2], 9);
    }

    [Fact]
    public void Loess_with_jumps_draws_straight_lines_between_its_estimates()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
        var (every, jumping) = (new double[50], new double[50]);
        Loess.Smooth(values, 15, 1, 1, every);
        Loess.Smooth(values, 15, 1, 4, jumping);

        Assert.Equal(every[8], jumping[8], 9);
        Assert.Equal((every[8] + every[12]) / 2, jumping[10], 9);
        Assert.Equal(every[49], jumping[49], 9);
    }

    [Fact]
    public void Stl_separates_a_season_from_a_line()
    {
        double[] values = [.. Enumerable.Range(0, 140).Select(i => 200 + 0.5 * i + Week[i % 7])];
        var seasonal = new double[140];
        Stl.Seasonal(values, 7, 11, seasonal);

        Assert.All(Enumerable.Range(0, 140), i => Assert.Equal(Week[i % 7], seasonal[i], 0.5));
    }

    [Fact]
    public void Stl_follows_a_season_that_fades()
    {
        double[] values = [.. Enumerable.Range(0, 700).Select(i => 200 + Week[i % 7] * (1 - i / 700.0))];
        var seasonal = new double[700];
        Stl.Seasonal(values, 7, 11, seasonal);

        Assert.InRange(seasonal[6], 27, 31);
        Assert.InRange(seasonal[696 + 2], -1, 4);
    }

    [Fact]
    public void Mstl_separates_two_seasons_and_continues_both()
    {
        static double Value(int i) => 100 + 10 * Math.Sin(i * Math.PI / 12) + Week[i / 24 % 7];
        double[] values = [.. Enumerable.Range(0, 24 * 7 * 6).Select(Value)];
        var seasonal = new double[values.Length + 48];
        Mstl.Seasonal(values, [24, 168], seasonal);

        Assert.All(Enumerable.Range(values.Length, 48), i => Assert.Equal(Value(i) - 100, seasonal[i], 2.0));
    }

    [Fact]
    public void Classical_indices_of_a_multiplicative_season_have_mean_one()
    {
        double[] values = [.. Enumerable.Range(0, 120).Select(i => (100 + i) * (i % 4 == 0 ? 1.6 : 0.8))];
        var indices = new double[4];
        ClassicalDecomposition.SeasonalIndices(values, multiplicative: true, indices);

        Assert.Equal([1.6, 0.8, 0.8, 0.8], indices.Select(index => Math.Round(index, 2)));
        Assert.Equal(1, indices.Average(), 9);
    }

    [Fact]
    public void Classical_indices_are_found_in_two_and_a_half_cycles()
    {
        double[] values = [.. Enumerable.Range(0, 130).Select(i => 500 + i + 100 * Math.Sin(i * Math.PI / 26))];
        var indices = new double[52];
        ClassicalDecomposition.SeasonalIndices(values, multiplicative: false, indices);

        Assert.InRange(indices[13], 80, 110);
        Assert.Equal(0, indices.Average(), 9);
    }

    [Fact]
    public void What_an_adjustment_takes_out_it_puts_back()
    {
        double[] values = [.. Enumerable.Range(0, 70).Select(i => 200 + 0.5 * i + Week[i % 7])];
        SeasonalAdjustment[] adjustments =
        [
            new NoAdjustment(), new ClassicalAdjustment(7, true), new ClassicalAdjustment(7, false), new MstlAdjustment([7], AdjustmentScale.Additive),
            new MstlAdjustment([7], AdjustmentScale.Logarithm), new NestedAdjustment(NestedSeason.Of([7, 14], ClosedSlots.None, [.. Enumerable.Range(0, 84)])[0]),
        ];
        Assert.All(adjustments, adjustment =>
        {
            var adjusted = adjustment.Adjust(values, 14);
            var restored = adjusted.Values.ToArray();
            adjusted.Restore(restored, 0);
            Assert.All(Enumerable.Range(0, 70), i => Assert.Equal(values[i], restored[i], 9));
        });
    }

    [Fact]
    public void A_week_is_found_in_sales_and_not_in_noise()
    {
        Assert.True(SeasonalityTest.IsSeasonal(SampleSeries.Week(70), 7));
        Assert.False(SeasonalityTest.IsSeasonal(SampleSeries.Noise(210, seed: 3), 7));
        Assert.False(SeasonalityTest.IsSeasonal(SampleSeries.Week(13), 7));
    }
}

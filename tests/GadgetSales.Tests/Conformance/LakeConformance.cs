using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Conformance;

/// <summary>What a lake with a writer of its own promises beyond <see cref="LakeReadingConformance"/>: facts and watermark move together.</summary>
public abstract class LakeConformance : LakeReadingConformance
{
    static readonly CancellationToken None = CancellationToken.None;

    long _position;

    protected abstract ILakeWriter Writer { get; }

    [Fact]
    public async Task A_new_lake_starts_before_the_first_entry_and_is_empty()
    {
        Assert.Equal(FeedPosition.Start, await Writer.ReadWatermarkAsync(None));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Facts_and_watermark_are_visible_together()
    {
        await Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(7), None);

        Assert.Equal(new FeedPosition(7), await Writer.ReadWatermarkAsync(None));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_batch_without_facts_moves_the_watermark()
    {
        await Writer.AppendAsync([], new FeedPosition(3), None);

        Assert.Equal(new FeedPosition(3), await Writer.ReadWatermarkAsync(None));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(6)]
    public async Task A_position_that_was_delivered_does_nothing(long repeated)
    {
        await Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale("A:1")), new FeedPosition(7), None);
        await Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale("A:2")), new FeedPosition(repeated), None);

        Assert.Equal(["A:1"], await SaleIdsAsync());
        Assert.Equal(new FeedPosition(7), await Writer.ReadWatermarkAsync(None));
    }

    protected override ValueTask AppendAsync(IReadOnlyList<SaleLineFact> facts) => Writer.AppendAsync(facts, new FeedPosition(++_position), None);
}

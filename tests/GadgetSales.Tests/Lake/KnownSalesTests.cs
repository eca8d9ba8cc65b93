using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Lake;

/// <summary>The writer's memory of the days it writes to must never show a sale twice, whatever it has forgotten or not read.</summary>
public sealed class KnownSalesTests : IDisposable
{
    static readonly CancellationToken None = CancellationToken.None;
    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repeat_after_a_restart_is_visible_once()
    {
        using (var before = new TestLake(_folder.Path))
        {
            await before.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(3)), new FeedPosition(1), None);
        }

        using var after = new TestLake(_folder.Path);
        await after.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(4)), new FeedPosition(2), None);

        Assert.Equal(8, await CountAsync(after));
    }

    [Fact]
    public async Task Repeats_over_more_days_than_are_remembered_are_visible_once()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(Spread(30)), new FeedPosition(1), None);
        await lake.Writer.AppendAsync(SampleFacts.Of(Spread(40)), new FeedPosition(2), None);

        Assert.Equal(80, await CountAsync(lake));
    }

    [Fact]
    public async Task A_repeat_in_a_remembered_day_is_visible_once_beside_new_sales()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(3)), new FeedPosition(1), None);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(3, "B")), new FeedPosition(2), None);
        await lake.Writer.AppendAsync(SampleFacts.Of([.. SampleSales.Many(3), .. SampleSales.Many(3, "C")]), new FeedPosition(3), None);

        Assert.Equal(18, await CountAsync(lake));
    }

    [Fact]
    public async Task Sales_of_a_transaction_that_failed_are_written_when_they_come_again()
    {
        using var lake = new TestLake(_folder.Path);
        var facts = SampleFacts.Of(SampleSales.Many(3));
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(1, "A")), new FeedPosition(1), None);
        await Assert.ThrowsAnyAsync<Exception>(() => lake.Writer.AppendAsync([.. facts, facts[0] with { SaleId = "BAD", StoreId = null! }], new FeedPosition(2), None).AsTask());

        await lake.Writer.AppendAsync(facts, new FeedPosition(2), None);

        Assert.Equal(8, await CountAsync(lake));
    }

    static IEnumerable<Sale> Spread(int days) =>
        Enumerable.Range(0, days).Select(day => SampleSales.Sale($"A:{day}") with { BusinessDate = new DateOnly(2019, 1, 1).AddDays(day) });

    static async Task<long> CountAsync(TestLake lake) =>
        (long)(await lake.Reader.QueryAsync(new LakeQuery("SELECT count(*) FROM sale_lines", []), None)).Rows[0][0]!;
}

using GadgetSales.Core.Sales;
using GadgetSales.Core.Simulation;

namespace GadgetSales.Tests.Simulation;

public sealed class LiveTests
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 14, 19, 0, 0, TimeSpan.Zero);

    private readonly Simulator _chain = new(new SimulationOptions());
    private readonly RushingClock _clock = new(Noon);

    [Fact]
    public async Task Live_goes_on_where_the_backfill_ends()
    {
        var first = new DateOnly(2026, 8, 10);
        var backfill = _chain.Backfill(first, Noon).Select(sale => sale.SaleId).ToList();
        var live = await TakeAsync(_chain.LiveAsync(Noon, first, _clock, TestContext.Current.CancellationToken), 800);

        Assert.Equal(
            _chain.Backfill(first, first.AddDays(20)).Take(backfill.Count + 800).Select(sale => sale.SaleId),
            backfill.Concat(live.Select(sale => sale.SaleId)));
    }

    [Fact]
    public async Task Live_gives_no_receipt_before_its_time()
    {
        await foreach (var sale in _chain.LiveAsync(Noon, null, _clock, TestContext.Current.CancellationToken))
        {
            Assert.True(sale.SoldAt <= _clock.GetUtcNow());
            if (_clock.GetUtcNow() > Noon.AddDays(1))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task Live_without_a_backfill_voids_only_what_it_has_given()
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var start = Noon; start < Noon.AddHours(8); start = start.AddMinutes(20))
        {
            given.Clear();
            foreach (var sale in await TakeAsync(_chain.LiveAsync(start, null, _clock, TestContext.Current.CancellationToken), 30))
            {
                Assert.True(sale.Type != SaleType.Void || given.Contains(sale.OriginalSaleId!), sale.SaleId);
                given.Add(sale.SaleId);
            }
        }
    }

    [Fact]
    public async Task A_steady_stream_keeps_its_rate_and_sells_now()
    {
        var sales = await TakeAsync(_chain.SteadyAsync(50, _clock, TestContext.Current.CancellationToken), 5_000);

        Assert.InRange(_clock.GetUtcNow() - Noon, TimeSpan.FromSeconds(99), TimeSpan.FromSeconds(101));
        Assert.All(sales.Zip(sales.Skip(1)), pair => Assert.True(pair.First.SoldAt <= pair.Second.SoldAt));
        Assert.InRange(sales[^1].SoldAt, Noon.AddSeconds(99), Noon.AddSeconds(101));
    }

    [Fact]
    public async Task A_steady_stream_voids_and_returns_its_own_sales_once()
    {
        var sales = await TakeAsync(_chain.SteadyAsync(1_000, _clock, TestContext.Current.CancellationToken), 20_000);
        var originals = sales.Where(sale => sale.OriginalSaleId is not null).Select(sale => sale.OriginalSaleId!).ToList();

        Assert.NotEmpty(originals);
        Assert.Equal(originals.Count, originals.Distinct(StringComparer.Ordinal).Count());
        Assert.Subset(sales.Where(sale => sale.Type == SaleType.Sale).Select(sale => sale.SaleId).ToHashSet(), originals.ToHashSet());
    }

    [Fact]
    public async Task Two_steady_runs_share_no_sale_id()
    {
        var one = await TakeAsync(_chain.SteadyAsync(100_000, _clock, TestContext.Current.CancellationToken), 2_000);
        var two = await TakeAsync(_chain.SteadyAsync(100_000, _clock, TestContext.Current.CancellationToken), 2_000);

        Assert.Equal(4_000, one.Concat(two).Select(sale => sale.SaleId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Cancelling_ends_the_stream()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TakeAsync(_chain.SteadyAsync(1, _clock, stop.Token), 1));
    }

    private static async Task<List<Sale>> TakeAsync(IAsyncEnumerable<Sale> sales, int count)
    {
        var taken = new List<Sale>(count);
        await foreach (var sale in sales)
        {
            taken.Add(sale);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    /// <summary>Time that passes only when someone waits, and then at once.</summary>
    private sealed class RushingClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _now += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
            return new Spent();
        }

        private sealed class Spent : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => false;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

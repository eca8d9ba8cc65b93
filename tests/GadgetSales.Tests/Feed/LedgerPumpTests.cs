using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Feed;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GadgetSales.Tests.Feed;

public sealed class LedgerPumpTests : IDisposable
{
    static readonly CancellationToken None = CancellationToken.None;
    readonly TempDirectory _folder = new();
    readonly ListedEntries _ledger = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recorded_sales_become_visible()
    {
        await using var pump = await StartAsync();
        _ledger.Add(SampleSales.Many(3));

        await pump.ReachAsync(3);

        Assert.Equal(6, await pump.CountAsync());
    }

    [Fact]
    public async Task Sales_recorded_while_the_pump_was_down_arrive_after_the_restart_once()
    {
        _ledger.Add(SampleSales.Many(3, "A"));
        await using (var before = await StartAsync())
        {
            await before.ReachAsync(3);
        }

        _ledger.Add(SampleSales.Many(2, "B"));
        await using var after = await StartAsync();
        await after.ReachAsync(5);

        Assert.Equal(10, await after.CountAsync());
    }

    [Fact]
    public async Task A_deleted_lake_is_rebuilt_from_the_ledger()
    {
        _ledger.Add(SampleSales.Many(3));
        await using (var before = await StartAsync())
        {
            await before.ReachAsync(3);
        }

        File.Delete(_folder.File("lake.duckdb"));
        await using var after = await StartAsync();
        await after.ReachAsync(3);

        Assert.Equal(6, await after.CountAsync());
    }

    [Fact]
    public async Task A_lake_of_an_older_schema_is_rebuilt_from_the_ledger()
    {
        _ledger.Add(SampleSales.Many(3));
        await using (var before = await StartAsync())
        {
            await before.ReachAsync(3);
        }

        using (var database = DuckDatabase.Open(_folder.File("lake.duckdb")))
        {
            using var connection = database.Connect();
            connection.Execute("UPDATE lake_schema SET version = 0; DELETE FROM sale_facts");
        }

        await using var after = await StartAsync();
        await after.ReachAsync(3);

        Assert.Equal(6, await after.CountAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task A_lake_of_another_ledger_is_set_aside_and_rebuilt(int others)
    {
        _ledger.Add(SampleSales.Many(3, "OLD"));
        await using (var before = await StartAsync())
        {
            await before.ReachAsync(3);
        }

        _ledger.Clear();
        _ledger.Add(SampleSales.Many(others, "NEW"));
        await using var after = await StartAsync();
        await after.ReachAsync(others);

        Assert.Equal(2L * others, await after.CountAsync("sale_lines WHERE sale_id LIKE 'NEW%'"));
        Assert.Equal(0, await after.CountAsync("sale_lines WHERE sale_id LIKE 'OLD%'"));
    }

    [Fact]
    public async Task A_ledger_that_fails_is_logged_once_shown_and_tried_again()
    {
        await using var pump = await StartAsync();
        _ledger.Failure = new LedgerUnavailableException("storage_unavailable", "The disk is away.", TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => pump.Meters.Sum("gadgetsales.feed.errors") >= 3, "the pump tries three times");
        var failing = await pump.Status.ReadAsync(None);

        _ledger.Failure = null;
        _ledger.Add(SampleSales.Many(1));
        await pump.ReachAsync(1);

        Assert.Equal("The disk is away.", failing.Stages[0].LastError);
        Assert.Single(pump.Log.At(LogLevel.Error));
        Assert.All((await pump.Status.ReadAsync(None)).Stages, stage => Assert.Null(stage.LastError));
    }

    [Fact]
    public async Task A_caught_up_lake_holds_everything_up_to_now()
    {
        await using var pump = await StartAsync();
        _ledger.Add(SampleSales.Many(3));
        await pump.ReachAsync(3);
        var before = TimeProvider.System.GetUtcNow();

        var status = await pump.Status.ReadAsync(None);

        Assert.True(status.DataThrough >= before);
        Assert.Equal(0, status.Pending);
        Assert.Equal(["ledger", "feed", "lake"], status.Stages.Select(stage => stage.Name));
        Assert.All(status.Stages, stage => Assert.Equal(3, stage.Position));
    }

    [Fact]
    public async Task What_the_lake_lacks_shows_as_lag_and_holds_the_data_back()
    {
        await using var pump = new TestPump(_ledger, _folder.Path);
        _ledger.Add(SampleSales.Many(4));

        var status = await pump.Status.ReadAsync(None);

        Assert.Null(status.DataThrough);
        Assert.Equal(4, status.Pending);
        Assert.Equal("feed", status.Stages.Single(stage => stage.Lag > 0).Name);
    }

    [Fact]
    public async Task Quarantined_entries_are_counted_across_restarts()
    {
        _ledger.Add((RecordedSale?)null);
        await using (var before = await StartAsync())
        {
            await before.ReachAsync(1);
        }

        await using var after = await StartAsync();
        await after.ReachAsync(1);

        Assert.Equal(1, (await after.Status.ReadAsync(None)).Stages.Single(stage => stage.Name == "feed").Quarantined);
    }

    [Fact]
    public async Task A_real_ledger_and_the_lake_agree()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await using var pump = await new TestPump(ledger.Ledger, _folder.Path).StartAsync();
        var sale = SampleSales.Sale();
        await ledger.Ledger.AppendBatchAsync([sale, SampleSales.Void(sale), .. SampleSales.Many(50, "B")], None);

        await pump.ReachAsync(52);

        Assert.Equal(104, await pump.CountAsync());
        Assert.Equal(50, await pump.CountAsync("(SELECT sale_id FROM sale_lines GROUP BY sale_id HAVING sum(amount_minor) = 26880 AND sale_id LIKE 'B%')"));
    }

    Task<TestPump> StartAsync(FeedOptions? options = null) => new TestPump(_ledger, _folder.Path, options).StartAsync();
}

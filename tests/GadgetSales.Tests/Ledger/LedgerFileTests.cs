using System.Buffers;
using System.Text;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Feed;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Ledger;

public sealed class LedgerFileTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_holds_the_JSON_that_is_answered()
    {
        await using var test = await TestLedger.OpenAsync();
        var sale = SampleSales.Sale();
        var outcomes = await test.Ledger.AppendBatchAsync([sale, SampleSales.Void(sale), SampleSales.Return()], Stop);

        Assert.Equal(outcomes.Select(outcome => Json(((AppendOutcome.Recorded)outcome).Sale)), Stored(test));
    }

    /// <summary>3.7.0 to 3.51.2 can corrupt a database when its log is reset while another connection checkpoints (sqlite.org/wal.html#walresetbug).</summary>
    [Fact]
    public async Task The_library_that_writes_the_file_is_free_of_SQLites_log_reset_bug()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendBatchAsync([SampleSales.Sale()], Stop);

        Assert.InRange(Version.Parse(SqliteDatabase.Version), new Version(3, 51, 3), new Version(3, int.MaxValue));
    }

    [Fact]
    public async Task Entries_are_read_after_a_position_in_the_order_of_recording_without_gaps()
    {
        await using var test = await TestLedger.OpenAsync();
        var sales = SampleSales.Many(10);
        await test.Ledger.AppendBatchAsync([.. sales.Take(5), .. sales.Take(5), SampleSales.Void(SampleSales.Sale("UNKNOWN")), .. sales.Skip(5)], Stop);

        var first = await test.Ledger.ReadAfterAsync(FeedPosition.Start, max: 4, Stop);
        var rest = await test.Ledger.ReadAfterAsync(first[^1].Position, max: 100, Stop);

        LedgerEntry[] all = [.. first, .. rest];
        Assert.Equal(4, first.Count);
        Assert.Equal(sales.Select(sale => sale.SaleId), all.Select(entry => entry.Sale.Sale.SaleId));
        Assert.Equal(Enumerable.Range(1, 10), all.Select(entry => (int)entry.Position.Sequence));
        Assert.Equal(all[^1].Position, await test.Ledger.ReadHeadAsync(Stop));
        Assert.Empty(await test.Ledger.ReadAfterAsync(all[^1].Position, max: 100, Stop));
    }

    [Fact]
    public async Task An_empty_ledger_has_its_head_at_the_start()
    {
        await using var test = await TestLedger.OpenAsync();

        Assert.Equal(FeedPosition.Start, await test.Ledger.ReadHeadAsync(Stop));
    }

    [Fact]
    public async Task The_time_of_recording_rises_with_every_sale_even_when_the_clock_is_set_back_or_the_service_restarts()
    {
        var clock = new FakeTimeProvider(SaleText.Now);
        await using var test = await TestLedger.OpenAsync(time: clock);
        var start = clock.GetUtcNow();

        await test.Ledger.AppendBatchAsync(SampleSales.Many(3, "A"), Stop);
        clock.AdjustTime(start.AddHours(-1));
        await test.Ledger.AppendBatchAsync(SampleSales.Many(3, "B"), Stop);
        await test.ReopenAsync();
        await test.Ledger.AppendBatchAsync(SampleSales.Many(3, "C"), Stop);
        clock.AdjustTime(start.AddHours(1));
        await test.Ledger.AppendBatchAsync(SampleSales.Many(1, "D"), Stop);

        var times = (await test.Ledger.ReadAfterAsync(FeedPosition.Start, max: 100, Stop)).Select(entry => entry.Sale.RecordedAt).ToArray();
        Assert.Equal(start, times[0]);
        Assert.Equal(start.AddHours(1), times[^1]);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task A_reader_beside_the_running_ledger_sees_each_sale_once_it_is_acknowledged()
    {
        await using var test = await TestLedger.OpenAsync();
        using var reader = LedgerReader.Open(test.Options.LedgerPath);

        Assert.Null(reader.Find("A:1"));
        await test.Ledger.AppendAsync(SampleSales.Sale("A:1"), Stop);

        Assert.NotNull(reader.Find("A:1"));
        Assert.Equal(1, reader.ReadHead().Sequence);
    }

    [Fact]
    public async Task A_reader_works_on_the_ledger_of_a_stopped_service()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendBatchAsync(SampleSales.Many(10), Stop);
        await test.Ledger.StopAsync(Stop);

        using var reader = LedgerReader.Open(test.Options.LedgerPath);

        Assert.Equal(10, reader.ReadAfter(FeedPosition.Start, max: 100, Stop).Count);
    }

    [Fact]
    public void A_reader_says_when_there_is_no_ledger()
    {
        using var directory = new TempDirectory();

        var error = Assert.Throws<EmbeddedStoreException>(() => LedgerReader.Open(directory.File("ledger.db")));

        Assert.Contains("Embedded:DataDirectory", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.File("ledger.db")));
    }

    [Fact]
    public async Task A_damaged_row_is_reported_and_not_skipped()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.AppendAsync(SampleSales.Sale(), Stop);
        using (var database = SqliteDatabase.OpenReadWrite(test.Options.LedgerPath))
        {
            database.Execute("UPDATE sales SET recorded = '{}'");
        }

        using var file = LedgerReader.Open(test.Options.LedgerPath);
        var error = Assert.Throws<UnreadableEntryException>(() => file.ReadAfter(FeedPosition.Start, max: 10, Stop));
        Assert.Equal(new FeedPosition(1), error.Position);
    }

    [Fact]
    public async Task The_write_ahead_log_stays_near_its_limit_under_load_and_is_emptied_when_idle()
    {
        await using var test = await TestLedger.OpenAsync(options => options.LedgerWalMegabytes = 1);
        long largest = 0;
        for (var batch = 0; batch < 60; batch++)
        {
            await test.Ledger.AppendBatchAsync(SampleSales.Many(500, $"B{batch}"), Stop);
            largest = Math.Max(largest, WalBytes(test));
        }

        // 30,000 sales are some 30 MB of log; the checkpoints run beside the writer, so the limit is passed before it acts.
        Assert.InRange(largest, 1, 16 * 1024 * 1024);
        await Eventually.TrueAsync(() => WalBytes(test) == 0, "the log of an idle ledger is emptied");
        Assert.IsType<AppendOutcome.Recorded>(await test.Ledger.AppendAsync(SampleSales.Sale(), Stop));
        Assert.Equal(30_001, (await test.Ledger.ReadHeadAsync(Stop)).Sequence);
    }

    static long WalBytes(TestLedger test) => new FileInfo(test.Options.LedgerPath + "-wal").Length;

    static List<string> Stored(TestLedger test)
    {
        using var database = SqliteDatabase.OpenReadOnly(test.Options.LedgerPath);
        using var statement = database.Prepare("SELECT recorded FROM sales ORDER BY seq");
        var stored = new List<string>();
        while (statement.Step())
        {
            stored.Add(Encoding.UTF8.GetString(statement.GetBytes(0)));
        }

        return stored;
    }

    static string Json(RecordedSale recorded)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SaleJson.WriteRecorded(recorded, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

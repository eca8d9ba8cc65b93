using DuckDB.NET.Data;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Lake;

public sealed class DuckDbLakeTests : IDisposable
{
    static readonly CancellationToken None = CancellationToken.None;
    readonly TempDirectory _folder = new();

    string FilePath => _folder.File("lake.duckdb");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_and_watermark_survive_a_restart()
    {
        using (var lake = new TestLake(_folder.Path))
        {
            await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(9), None);
        }

        using var again = new TestLake(_folder.Path);
        Assert.Equal(new FeedPosition(9), await again.Writer.ReadWatermarkAsync(None));
        Assert.Equal(2, await CountAsync(again));
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_neither_facts_nor_watermark()
    {
        using var lake = new TestLake(_folder.Path);
        var broken = SampleFacts.Of(SampleSales.Sale("A:2"))[0] with { StoreId = null! };

        await Assert.ThrowsAsync<DuckDBException>(
            () => lake.Writer.AppendAsync([.. SampleFacts.Of(SampleSales.Sale("A:1")), broken], new FeedPosition(1), None).AsTask());

        Assert.Equal(FeedPosition.Start, await lake.Writer.ReadWatermarkAsync(None));
        Assert.Equal(0, await CountAsync(lake));
    }

    [Fact]
    public async Task The_writer_goes_on_after_a_transaction_that_failed()
    {
        using var lake = new TestLake(_folder.Path);
        var broken = SampleFacts.Of(SampleSales.Sale())[0] with { Currency = null! };
        await Assert.ThrowsAsync<DuckDBException>(() => lake.Writer.AppendAsync([broken], new FeedPosition(1), None).AsTask());

        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(1), None);

        Assert.Equal(2, await CountAsync(lake));
    }

    [Fact]
    public async Task A_lake_of_an_older_schema_is_set_aside_and_starts_empty()
    {
        await WriteThenChangeAsync("UPDATE lake_schema SET version = 0");

        using var lake = new TestLake(_folder.Path);

        Assert.Equal(FeedPosition.Start, await lake.Writer.ReadWatermarkAsync(None));
        Assert.True(File.Exists(FilePath + ".set-aside"));
    }

    [Fact]
    public async Task A_database_that_is_no_lake_is_set_aside()
    {
        await WriteThenChangeAsync("DROP TABLE lake_schema");

        using var lake = new TestLake(_folder.Path);

        Assert.Equal(0, await CountAsync(lake));
    }

    [Fact]
    public async Task A_lake_of_a_newer_schema_is_refused_and_left_alone()
    {
        await WriteThenChangeAsync("UPDATE lake_schema SET version = 99");
        using var lake = new TestLake(_folder.Path);

        var error = await Assert.ThrowsAsync<LakeVersionException>(() => lake.Writer.ReadWatermarkAsync(None).AsTask());
        var query = await Assert.ThrowsAsync<LakeQueryException>(() => CountAsync(lake));

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.Equal("lake_unavailable", query.Code);
        Assert.False(File.Exists(FilePath + ".set-aside"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_set_aside()
    {
        await File.WriteAllBytesAsync(FilePath, [.. Enumerable.Repeat((byte)'x', 20_000)], None);

        using var lake = new TestLake(_folder.Path);

        Assert.Equal(FeedPosition.Start, await lake.Writer.ReadWatermarkAsync(None));
        Assert.True(File.Exists(FilePath + ".set-aside"));
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_set_aside()
    {
        using (var lake = new TestLake(_folder.Path))
        {
            await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(9), None);
        }

        await using (var file = File.OpenWrite(FilePath))
        {
            file.SetLength(4096);
        }

        using var again = new TestLake(_folder.Path);

        Assert.Equal(FeedPosition.Start, await again.Writer.ReadWatermarkAsync(None));
        Assert.True(File.Exists(FilePath + ".set-aside"));
    }

    [Fact]
    public async Task A_deleted_lake_starts_empty_even_when_its_log_is_left()
    {
        using (var lake = new TestLake(_folder.Path))
        {
            await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(9), None);
            File.Copy(FilePath + ".wal", _folder.File("kept"));
        }

        File.Delete(FilePath);
        File.Move(_folder.File("kept"), FilePath + ".wal", overwrite: true);

        using var again = new TestLake(_folder.Path);
        Assert.Equal(FeedPosition.Start, await again.Writer.ReadWatermarkAsync(None));
    }

    [Fact]
    public async Task A_closed_lake_opens_again_with_the_next_use()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(1), None);
        await CountAsync(lake);

        await lake.Lake.CloseAsync(then: null, None);

        Assert.Equal(2, await CountAsync(lake));
    }

    [Fact]
    public async Task One_file_is_open_once_in_a_process()
    {
        using var lake = new TestLake(_folder.Path);
        await CountAsync(lake);

        Assert.Throws<InvalidOperationException>(() => DuckDatabase.Open(FilePath));
    }

    [Fact]
    public async Task Cancelling_stops_the_engine_and_the_lake_answers_on()
    {
        using var lake = new TestLake(_folder.Path, new LakeOptions { MaxConcurrentQueries = 1, Threads = 1, MemoryLimitMegabytes = 128 });
        using var cancelled = new CancellationTokenSource();
        const string Endless = "SELECT count(*) FROM range(100000000) AS a(x), range(100000000) AS b(y) WHERE a.x * b.y = 7";
        var endless = lake.Reader.QueryAsync(new LakeQuery(Endless, []), cancelled.Token).AsTask();

        cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(0, await CountAsync(lake));
    }

    [Fact]
    public async Task Queries_beyond_the_limit_wait_for_a_free_place()
    {
        using var lake = new TestLake(_folder.Path, new LakeOptions { MaxConcurrentQueries = 1 });
        var lease = await lake.Lake.RentAsync(None);
        var waiting = CountAsync(lake);
        Assert.False(waiting.IsCompleted);

        lease.Dispose();

        Assert.Equal(0, await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Readers_keep_their_snapshot_while_the_writer_appends()
    {
        using var lake = new TestLake(_folder.Path);
        using var lease = await lake.Lake.RentAsync(None);
        lease.Connection.Execute("BEGIN");
        Assert.Equal(0, lease.Connection.QueryNumber("SELECT count(*) FROM sale_lines"));

        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(1), None);

        Assert.Equal(0, lease.Connection.QueryNumber("SELECT count(*) FROM sale_lines"));
        lease.Connection.Execute("COMMIT");
        Assert.Equal(2, lease.Connection.QueryNumber("SELECT count(*) FROM sale_lines"));
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/hostname')")]
    [InlineData("COPY sale_lines TO '/tmp/gadgetsales-must-not-exist.csv'")]
    [InlineData("ATTACH '/tmp/gadgetsales-must-not-exist.duckdb' AS other")]
    [InlineData("INSTALL httpfs")]
    public async Task A_query_reaches_nothing_outside_the_lake(string sql)
    {
        using var lake = new TestLake(_folder.Path);

        await Assert.ThrowsAsync<LakeQueryException>(() => lake.Reader.QueryAsync(new LakeQuery(sql, []), None).AsTask());
    }

    [Fact]
    public async Task A_query_is_one_statement_and_of_several_none_runs()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(1), None);

        var error = await Assert.ThrowsAsync<LakeQueryException>(
            () => lake.Reader.QueryAsync(new LakeQuery("DELETE FROM sale_facts; SELECT 1", []), None).AsTask());

        Assert.Equal("query_failed", error.Code);
        Assert.Equal(2, await CountAsync(lake));
    }

    [Fact]
    public async Task Statistics_count_the_rows_that_were_scanned()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(10)), new FeedPosition(1), None);

        var result = await lake.Reader.QueryAsync(new LakeQuery("SELECT sum(quantity) FROM sale_lines", []), None);

        Assert.Equal(20, result.Statistics.RowsRead);
        Assert.Equal("duckdb", result.Statistics.Engine);
        Assert.Null(result.Statistics.BytesRead);
    }

    [Fact]
    public async Task A_sum_beyond_64_bits_is_an_error_and_no_wrong_number()
    {
        using var lake = new TestLake(_folder.Path);
        var facts = SampleFacts.Of(SampleSales.Sale()).Select(fact => fact with { AmountMinor = long.MaxValue });
        await lake.Writer.AppendAsync([.. facts], new FeedPosition(1), None);

        var error = await Assert.ThrowsAsync<LakeQueryException>(
            () => lake.Reader.QueryAsync(new LakeQuery("SELECT sum(amount_minor) AS total FROM sale_lines", []), None).AsTask());

        Assert.Contains("total does not fit 64 bits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_keeps_everything_and_empties_the_log()
    {
        using var lake = new TestLake(_folder.Path);
        await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Many(5000)), new FeedPosition(1), None);

        await lake.Writer.CheckpointAsync(None);

        Assert.Equal(10_000, await CountAsync(lake));
        Assert.False(File.Exists(FilePath + ".wal"));
    }

    static async Task<long> CountAsync(TestLake lake) =>
        (long)(await lake.Reader.QueryAsync(new LakeQuery("SELECT count(*) FROM sale_lines", []), None)).Rows[0][0]!;

    async Task WriteThenChangeAsync(string sql)
    {
        using (var lake = new TestLake(_folder.Path))
        {
            await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale()), new FeedPosition(9), None);
        }

        using var database = DuckDatabase.Open(FilePath);
        using var connection = database.Connect();
        connection.Execute(sql);
    }
}

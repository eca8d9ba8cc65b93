using GadgetSales.Embedded;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Lake;

public sealed class LakeExportTests : IDisposable
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly LakeOptions Small = new() { MemoryLimitMegabytes = 128, Threads = 2 };
    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_export_beside_the_running_service_holds_every_sale_in_a_folder_of_its_day()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await using var pump = await new TestPump(ledger.Ledger, ledger.Options.DataDirectory).StartAsync();
        var late = SampleSales.Sale("LATE:1") with { BusinessDate = new DateOnly(2019, 4, 20) };
        await ledger.Ledger.AppendBatchAsync([.. SampleSales.Many(20), late], None);
        await pump.ReachAsync(21);
        var target = _folder.File("it's parquet");

        var result = await LakeExport.RunAsync(ledger.Options, Small, target, progress: null, None);

        Assert.Equal((42, 21, 0), (result.Rows, result.UpTo.Sequence, result.Quarantined));
        Assert.Equal(["sale_date=2019-04-19", "sale_date=2019-04-20"], Directory.GetDirectories(target).Select(Path.GetFileName).Order());
        Assert.Equal([42L, 564_480L, "2019-04-20"], ReadBack(target));
    }

    [Fact]
    public async Task An_export_leaves_nothing_but_the_folder()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await ledger.Ledger.AppendBatchAsync(SampleSales.Many(1), None);

        await LakeExport.RunAsync(ledger.Options, Small, _folder.File("out"), progress: null, None);

        Assert.Equal([_folder.File("out")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task An_export_does_not_touch_a_folder_that_holds_something()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await File.WriteAllTextAsync(_folder.File("mine.txt"), "mine", None);

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(
            () => LakeExport.RunAsync(ledger.Options, Small, _folder.Path, progress: null, None));

        Assert.Contains("is not empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuild_replaces_the_lake_by_what_the_ledger_holds()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await ledger.Ledger.AppendBatchAsync(SampleSales.Many(3), None);
        using (var lake = new TestLake(ledger.Options.DataDirectory))
        {
            await lake.Writer.AppendAsync(SampleFacts.Of(SampleSales.Sale("WRONG:1")), new(9), None);
        }

        var result = await LakeRebuild.RunAsync(ledger.Options, Small, progress: null, None);

        using var rebuilt = new TestLake(ledger.Options.DataDirectory);
        Assert.Equal((3, 0), (result.UpTo.Sequence, result.Quarantined));
        Assert.Equal(new(3), await rebuilt.Writer.ReadWatermarkAsync(None));
        var ids = await rebuilt.Reader.QueryAsync(new("SELECT DISTINCT sale_id FROM sale_lines WHERE sale_id LIKE 'WRONG%'", []), None);
        Assert.Empty(ids.Rows);
    }

    [Fact]
    public async Task A_rebuild_needs_no_old_lake()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await ledger.Ledger.AppendBatchAsync(SampleSales.Many(3), None);
        await File.WriteAllTextAsync(ledger.Options.LakePath, "no database at all", None);

        Assert.Equal(3, (await LakeRebuild.RunAsync(ledger.Options, Small, progress: null, None)).UpTo.Sequence);
        File.Delete(ledger.Options.LakePath);
        Assert.Equal(3, (await LakeRebuild.RunAsync(ledger.Options, Small, progress: null, None)).UpTo.Sequence);
    }

    [Fact]
    public async Task A_build_without_a_ledger_says_what_is_missing()
    {
        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(
            () => LakeRebuild.RunAsync(new EmbeddedOptions { DataDirectory = _folder.Path }, Small, progress: null, None));

        Assert.Contains("ledger", error.Message, StringComparison.Ordinal);
    }

    static object?[] ReadBack(string target)
    {
        using var database = DuckDatabase.Open(path: null);
        using var connection = database.Connect();
        return Assert.Single(connection.Query(
            "SELECT count(*), sum(amount_minor), CAST(max(sale_date) AS VARCHAR) FROM read_parquet(?, hive_partitioning = true)",
            Path.Combine(target, "*", "*.parquet")));
    }
}

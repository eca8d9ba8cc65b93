using GadgetSales.Cli.Import;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Cli;

public sealed class UndoTests : IAsyncLifetime
{
    static readonly string[] Rows =
    [
        "sale_id,sold_at,store_id,sku,quantity,unit_price,currency",
        "A,2019-04-19T08:46:00-05:00,S1,X,1,11.95,USD",
        "B,2019-04-20T23:30:00-05:00,S2,X,2,11.95,USD",
    ];

    readonly TempDirectory _folder = new();
    SalesServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SalesServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_import_is_undone_by_a_void_of_each_sale_at_its_own_time_and_on_its_own_day()
    {
        await ImportAsync(Rows);

        var run = await UndoAsync();

        Assert.Equal((0, 2), (run.ExitCode, run.Figure("recorded")));
        Assert.All("AB", id =>
        {
            var (sale, cancel) = (_server.Sales[$"{id}"], _server.Sales[$"{id}:undo"]);
            Assert.Equal((SaleType.Void, sale.SaleId, sale.SoldAt, sale.BusinessDate, sale.StoreId), (cancel.Type, cancel.OriginalSaleId, cancel.SoldAt, cancel.BusinessDate, cancel.StoreId));
        });
    }

    [Fact]
    public async Task Undoing_again_voids_nothing_twice()
    {
        await ImportAsync(Rows);
        await UndoAsync();

        var run = await UndoAsync();

        Assert.Equal((0, 0, 2), (run.ExitCode, run.Figure("recorded"), run.Figure("replayed")));
    }

    [Fact]
    public async Task The_corrected_file_is_imported_with_the_prefix_that_undo_names()
    {
        await ImportAsync(Rows);
        var undo = await UndoAsync();
        var prefix = undo.Out.Trim().Split(' ')[^1];

        var run = await ImportAsync([.. Rows.Select(row => row.Replace("11.95", "12.95", StringComparison.Ordinal))], "--id-prefix", prefix);

        Assert.Equal((0, 2), (run.ExitCode, run.Figure("recorded")));
        Assert.Equal(1_295, _server.Sales[prefix + "A"].Lines[0].UnitPriceMinor);
    }

    [Fact]
    public async Task Only_what_this_import_recorded_is_undone()
    {
        await ImportAsync(Rows[..2]);
        File.Delete(Assert.Single(Lists()));

        await ImportAsync(Rows);
        var run = await UndoAsync();

        Assert.Equal(1, run.Figure("recorded"));
        Assert.DoesNotContain("A:undo", _server.Sales.Keys);
    }

    [Fact]
    public async Task An_import_that_records_nothing_leaves_no_list()
    {
        await ImportAsync(Rows);
        File.Delete(Assert.Single(Lists()));

        await ImportAsync(Rows);

        Assert.Empty(Lists());
    }

    [Fact]
    public async Task A_dry_run_says_all_and_records_nothing()
    {
        var run = await ImportAsync(Rows, "--dry-run");

        Assert.Equal((0, 2), (run.ExitCode, run.Figure("sales")));
        Assert.Contains("USD  2019-04-19 to 2019-04-20  2 sales, 0 returns, 3 units, revenue 35.85", run.Out, StringComparison.Ordinal);
        Assert.Contains("{\"saleId\":\"B\"", run.Out, StringComparison.Ordinal);
        Assert.Empty(_server.Sales);
        Assert.Empty(Lists());
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_named()
    {
        var run = await CliRun.OfAsync(["import", "undo", _folder.File("none.recorded"), "--api", _server.Address]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none.recorded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_is_stopped_ends_with_its_counts()
    {
        using var stop = new CancellationTokenSource();
        _server.Faults.Enqueue((503, 30));
        var file = _folder.File("in.csv");
        File.WriteAllLines(file, Rows);

        var running = CliRun.OfAsync(["import", file, "--api", _server.Address], cancellation: stop.Token);
        while (!_server.Faults.IsEmpty)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        var run = await running;

        Assert.Equal((130, 0, 2), (run.ExitCode, run.Figure("recorded"), run.Figure("lines read")));
        Assert.Contains("run the same command again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_id_gives_a_void_id_that_fits_and_stays_apart()
    {
        var ids = new[] { new string('a', 63) + "1", new string('a', 63) + "2", "short" }.Select(UndoRun.VoidId).ToList();

        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(SaleId.IsValid(id)));
    }

    string[] Lists() => Directory.GetFiles(_folder.Path, "*.recorded");

    Task<CliRun> UndoAsync() => CliRun.OfAsync(["import", "undo", Assert.Single(Lists()), "--api", _server.Address]);

    Task<CliRun> ImportAsync(string[] rows, params string[] options)
    {
        var file = _folder.File("in.csv");
        File.WriteAllText(file, string.Join('\n', rows) + "\n");
        return CliRun.OfAsync(["import", file, "--api", _server.Address, .. options]);
    }
}

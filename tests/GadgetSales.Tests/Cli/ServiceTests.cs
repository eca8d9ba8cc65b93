using GadgetSales.Core.Feed;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GadgetSales.Tests.Cli;

/// <summary>The commands against the service as it ships.</summary>
public sealed class ServiceTests : IDisposable
{
    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_from_the_field_is_recorded_once_however_often_it_is_imported()
    {
        var file = SharedFile.Require("data", "raw", "Sales_April_2019.csv.gz");
        await using var host = ApiHost.Start();
        string[] command =
        [
            "import", file, "--api", host.Address.ToString(), "--currency", "USD", "--time-format", "MM/dd/yy HH:mm", "--store-from", "Purchase Address:, ([A-Z]{2}) ",
            "--zone", "America/New_York", "--rejected", _folder.File("rejected.csv"),
        ];

        var first = await CliRun.OfAsync(command);
        var second = await CliRun.OfAsync(command);

        Assert.True(first.ExitCode == 0, first.Out + first.Error);
        Assert.Equal((17_537, 0), (first.Figure("recorded"), first.Figure("replayed")));
        Assert.Equal((0, 17_537), (second.Figure("recorded"), second.Figure("replayed")));
        Assert.Equal(17_537, (await StatusAsync(host)).Stages.Single(stage => stage.Name == "ledger").Position);
    }

    [Fact]
    public async Task An_import_that_was_broken_off_goes_on_where_it_was()
    {
        var lines = Enumerable.Range(1, 300).Select(number => $"A{number},2019-04-19T08:46:00-05:00,S1,X,1,1,USD");
        var file = "sale_id,sold_at,store_id,sku,quantity,unit_price,currency\n" + string.Join('\n', lines);
        await using var host = ApiHost.Start();
        await CliRun.OfAsync(["import", "-", "--api", host.Address.ToString()], file[..(file.Length / 2)]);

        var run = await CliRun.OfAsync(["import", "-", "--api", host.Address.ToString(), "--rejected", _folder.File("rejected.csv")], file);

        Assert.Equal(300, run.Figure("recorded") + run.Figure("replayed") + run.Figure("conflicts"));
        Assert.True(run.Figure("replayed") > 100);
    }

    [Fact]
    public async Task The_service_says_what_is_wrong_with_a_sale_and_the_line_is_kept()
    {
        await using var host = ApiHost.Start();

        var run = await CliRun.OfAsync(
            ["import", "-", "--api", host.Address.ToString(), "--rejected", _folder.File("rejected.csv")],
            "sale_id,sold_at,store_id,sku,quantity,unit_price,currency\nA,2019-04-19T08:46:00-05:00,S1,X,100001,1,USD\n");

        Assert.Equal((1, 1), (run.ExitCode, run.Figure("rejected")));
        Assert.Contains("/lines/0/quantity", await File.ReadAllTextAsync(_folder.File("rejected.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_the_scope_to_write_ends_with_3()
    {
        await using var host = ApiHost.StartWithKeys();

        var run = await CliRun.OfAsync(
            ["import", "-", "--api", host.Address.ToString(), "--key", "wrong"],
            "sale_id,sold_at,store_id,sku,quantity,unit_price,currency\nA,2019-04-19T08:46:00-05:00,S1,X,1,1,USD\n");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(Scopes.SalesWrite, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_history_is_recorded_whole_with_its_returns_and_voids()
    {
        await using var host = ApiHost.Start();

        var run = await CliRun.OfAsync(["simulate", "--api", host.Address.ToString(), "--backfill", "10d", "--rate", "100/s", "--duration", "200ms"]);

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.InRange((await StatusAsync(host)).Stages.Single(stage => stage.Name == "ledger").Position ?? 0, 3_000, 12_000);
    }

    static ValueTask<PipelineStatus> StatusAsync(ApiHost host) =>
        host.Services.GetRequiredService<IPipelineStatus>().ReadAsync(TestContext.Current.CancellationToken);
}

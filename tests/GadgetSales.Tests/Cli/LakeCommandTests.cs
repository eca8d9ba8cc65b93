using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class LakeCommandTests : IDisposable
{
    readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_export_writes_a_folder_for_each_day_and_says_how_much()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await ledger.Ledger.AppendBatchAsync(SampleSales.Many(20), TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["lake", "export", "--data", ledger.Options.DataDirectory, "--to", _folder.File("out")]);

        Assert.Equal((0, 40, 1), (run.ExitCode, run.Figure("lines"), run.Figure("files")));
        Assert.True(Directory.Exists(Path.Combine(_folder.File("out"), "sale_date=2019-04-19")));
    }

    [Fact]
    public async Task A_rebuild_makes_the_lake_of_a_stopped_service_anew()
    {
        await using var ledger = await TestLedger.OpenAsync();
        await ledger.Ledger.AppendBatchAsync(SampleSales.Many(20), TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["lake", "rebuild", "--data", ledger.Options.DataDirectory]);

        Assert.Equal((0, 20), (run.ExitCode, run.Figure("ledger position")));
        Assert.True(File.Exists(ledger.Options.LakePath));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("rebuild")]
    public async Task A_folder_without_a_ledger_ends_with_2_and_a_message(string command)
    {
        string[] to = command == "export" ? ["--to", _folder.File("out")] : [];

        var run = await CliRun.OfAsync(["lake", command, "--data", _folder.File("none"), .. to]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("ledger", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}

using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Cli;

public sealed class StoresCommandTests : IAsyncLifetime
{
    readonly ApiHost _host = ApiHost.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Stores_of_a_file_are_described_whatever_their_columns_are_spelt_like()
    {
        var run = await ImportAsync("store_id,Time Zone,day_starts_at,name\nLA-01,America/Los_Angeles,04:00,\"Grand, Avenue\"\n\nBE-01,Europe/Berlin,,\n");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, run.Figure("described"));
        var stores = (await (await _host.Client.GetAsync("/v1/stores", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("stores");
        Assert.Equal(["BE-01", "LA-01"], stores.EnumerateArray().Select(store => store.GetProperty("storeId").GetString()));
        Assert.Equal(("Grand, Avenue", "04:00"), (stores[1].GetProperty("name").GetString(), stores[1].GetProperty("dayStartsAt").GetString()));
    }

    [Theory]
    [InlineData("storeId,zone\nLA-01,UTC\n", "zone")]
    [InlineData("name\nx\n", "storeId")]
    [InlineData("storeId,name\nLA-01,x\nLA-01,y\n", "Line 3")]
    [InlineData("storeId,name\nLA-01\n", "Line 2")]
    [InlineData("storeId,name\n,x\n", "Line 2")]
    [InlineData("", "empty")]
    public async Task A_file_that_cannot_be_read_whole_changes_nothing(string file, string named)
    {
        var run = await ImportAsync(file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty((await (await _host.Client.GetAsync("/v1/stores", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("stores").EnumerateArray());
    }

    [Fact]
    public async Task A_store_that_the_service_refuses_is_named_with_its_line_and_the_others_are_described()
    {
        var run = await ImportAsync("storeId,timeZone\nLA-01,Mars/Olympus\nBE-01,Europe/Berlin\n");

        Assert.Equal((1, 1, 1), (run.ExitCode, run.Figure("described"), run.Figure("refused")));
        Assert.Contains("Line 2, store LA-01", run.Error, StringComparison.Ordinal);
        Assert.Contains("/timeZone", run.Error, StringComparison.Ordinal);
    }

    Task<CliRun> ImportAsync(string file) => CliRun.OfAsync(["stores", "import", "-", "--api", _host.Address.ToString()], file);
}

using GadgetSales.Core.Ledger;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GadgetSales.Tests.Ledger;

public sealed class LedgerOpeningTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_ledger_on_the_same_folder_is_refused_with_the_fix()
    {
        await using var test = await TestLedger.OpenAsync();
        await using var second = test.Another();

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(() => second.StartAsync(Stop));

        Assert.Contains(test.Options.DataDirectory, error.Message, StringComparison.Ordinal);
        Assert.Contains("Embedded:DataDirectory", error.Message, StringComparison.Ordinal);
        Assert.IsType<AppendOutcome.Recorded>(await test.Ledger.AppendAsync(SampleSales.Sale(), Stop));
    }

    [Fact]
    public async Task A_folder_is_free_again_once_its_ledger_stopped()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.StopAsync(Stop);

        await using var second = test.Another();
        await second.StartAsync(Stop);

        Assert.IsType<AppendOutcome.Recorded>(await second.AppendAsync(SampleSales.Sale(), Stop));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_schema_is_refused_and_left_as_it_is()
    {
        await using var test = await TestLedger.OpenAsync();
        await Change(test, "PRAGMA user_version = 99");

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(test.ReopenAsync);
        var reading = Assert.Throws<EmbeddedStoreException>(() => LedgerReader.Open(test.Options.LedgerPath));

        Assert.Contains("schema 99", error.Message, StringComparison.Ordinal);
        Assert.Contains("schema 99", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_database_in_the_ledgers_place_is_refused()
    {
        await using var test = await TestLedger.OpenAsync();
        await Change(test, "PRAGMA application_id = 1");

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(test.ReopenAsync);

        Assert.Contains("is not a ledger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await using var test = await TestLedger.OpenAsync();
        await test.Ledger.StopAsync(Stop);
        var garbage = new string('x', 10_000);
        await File.WriteAllTextAsync(test.Options.LedgerPath, garbage, Stop);

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(test.ReopenAsync);

        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllTextAsync(test.Options.LedgerPath, Stop));
    }

    [Fact]
    public async Task A_ledger_that_is_not_started_is_unavailable()
    {
        await using var test = await TestLedger.OpenAsync();
        await using var second = test.Another();

        var error = await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await second.AppendAsync(SampleSales.Sale(), Stop));

        Assert.Equal("ledger_stopped", error.Code);
    }

    [Fact]
    public async Task The_host_starts_the_ledger_and_stops_it()
    {
        using var directory = new TempDirectory();
        using var host = BuildHost(directory.File("made"));
        await host.StartAsync(Stop);

        var outcome = await host.Services.GetRequiredService<ISalesLedger>().AppendAsync(SampleSales.Sale(), Stop);
        await host.StopAsync(Stop);

        Assert.IsType<AppendOutcome.Recorded>(outcome);
        Assert.False(File.Exists(directory.File("made/ledger.db-wal")));
    }

    [Fact]
    public async Task The_host_does_not_start_on_a_folder_that_cannot_be_written()
    {
        using var directory = new TempDirectory();
        await File.WriteAllTextAsync(directory.File("file"), "in the way", Stop);
        using var host = BuildHost(directory.File("file"));

        var error = await Assert.ThrowsAsync<EmbeddedStoreException>(() => host.StartAsync(Stop));

        Assert.Contains("Embedded:DataDirectory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_does_not_start_with_a_setting_out_of_range()
    {
        using var directory = new TempDirectory();
        using var host = BuildHost(directory.Path, ("Embedded:LedgerQueueCapacity", "0"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Stop));

        Assert.Contains("LedgerQueueCapacity", error.Message, StringComparison.Ordinal);
    }

    static IHost BuildHost(string dataDirectory, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Embedded:DataDirectory", dataDirectory)).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddEmbeddedStore(builder.Configuration);
        return builder.Build();
    }

    static async Task Change(TestLedger test, string pragma)
    {
        await test.Ledger.StopAsync(Stop);
        using var database = SqliteDatabase.OpenReadWrite(test.Options.LedgerPath);
        database.Execute(pragma);
    }
}

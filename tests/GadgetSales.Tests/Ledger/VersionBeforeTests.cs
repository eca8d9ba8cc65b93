using System.IO.Compression;
using System.Net;
using System.Text;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

/// <summary>What the version before left behind opens, is read and replays: a data folder, and items in DynamoDB.</summary>
public sealed class VersionBeforeTests
{
    static readonly string[] Posted = File.ReadAllLines(FileOf("posted.ndjson"));
    static readonly string[] Recorded = File.ReadAllLines(FileOf("recorded.ndjson"));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_recorded_keeps_its_bytes() =>
        Assert.Equal(Recorded, Recorded.Select(line => SaleText.Recorded(SaleJson.ReadRecorded(Encoding.UTF8.GetBytes(line)))));

    [Fact]
    public async Task A_data_folder_opens_and_replays_conflicts_and_answers_as_before()
    {
        using var folder = new TempDirectory();
        File.Copy(FileOf("ledger.db"), Path.Combine(folder.Path, "ledger.db"));
        await using (var lake = File.Create(Path.Combine(folder.Path, "lake.duckdb")))
        {
            await using var packed = new GZipStream(File.OpenRead(FileOf("lake.duckdb.gz")), CompressionMode.Decompress);
            await packed.CopyToAsync(lake, Stop);
        }

        await using var host = ApiHost.StartIn(folder.Path);
        for (var index = 0; index < Posted.Length; index++)
        {
            var response = await host.Client.PostSaleAsync(Posted[index]);
            Assert.Equal((HttpStatusCode.OK, Recorded[index]), (response.StatusCode, await response.Content.ReadAsStringAsync(Stop)));
        }

        await ProblemAssert.IsAsync(
            await host.Client.PostSaleAsync(Posted[0].Replace("\"quantity\":2", "\"quantity\":2.5", StringComparison.Ordinal)), HttpStatusCode.Conflict, "sale_conflict");
        await Eventually.TrueAsync(
            async () => (await host.Client.GetStringAsync("/v1/insights/sales?from=2019-04-01&to=2019-04-30&groupBy=currency", Stop)).Contains(
                """[{"currency":"EUR","revenueMinor":29900000,"units":100000,"transactions":1},{"currency":"USD","revenueMinor":-1195,"units":-1,"transactions":0}]""",
                StringComparison.Ordinal),
            "the lake is rebuilt and tells the same");
    }

    [Fact]
    public async Task Items_of_DynamoDB_are_read_and_replayed()
    {
        await using var table = await DynamoTable.CreateAsync();
        foreach (var line in Recorded)
        {
            var sale = SaleJson.ReadRecorded(Encoding.UTF8.GetBytes(line));
            await table.Client.PutItemAsync(table.Name, GadgetSales.Aws.Ledger.SaleItem.Of(sale.Sale, Encoding.UTF8.GetBytes(line)), Stop);
        }

        var ledger = table.Open();
        for (var index = 0; index < Posted.Length; index++)
        {
            var replayed = Assert.IsType<AppendOutcome.Replayed>(await ledger.AppendAsync(SaleText.Intake(TimeProvider.System).Read(Encoding.UTF8.GetBytes(Posted[index])).Sale!, Stop));
            Assert.Equal(Recorded[index], Encoding.UTF8.GetString(replayed.Json.Span));
        }
    }

    static string FileOf(string name) => RepositoryFile.Of("tests", "GadgetSales.Tests", "Support", "version-1", name);
}

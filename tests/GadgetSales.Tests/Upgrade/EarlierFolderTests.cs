using System.Net;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Ledger;
using GadgetSales.Embedded.Ledger.Steps;
using GadgetSales.Embedded.Upgrade;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Upgrade;

/// <summary>What a released version left behind opens in this one, with the same sales and the same answers.</summary>
public sealed class EarlierFolderTests
{
    const string First = """
        {"saleId":"LA-01:R2:1043","storeId":"LA-01","registerId":"R2","receiptNumber":1043,"type":"sale","soldAt":"2019-04-19T08:46:00-05:00","businessDate":"2019-04-19","currency":"USD","channel":"store",
         "lines":[{"sku":"USB-C-CABLE","name":"USB-C Charging Cable","category":"Cables","quantity":2,"unitPriceMinor":1195,"discountMinor":0}]}
        """;

    static readonly string[] Ids = ["LA-01:R2:1043", "LA-01:R2:1044", "LA-01:R2:1045", "LA-01:R2:1043:void", "BE-01:1:7"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_data_folder_of_version_1_is_raised_to_this_version_with_every_sale_in_its_place()
    {
        using var earlier = new EarlierFolder(1);
        await using (var api = ApiHost.StartIn(earlier.Path))
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync("/v1/sales/BE-01:1:7", Stop)).StatusCode);
        }

        using var reader = LedgerReader.Open(earlier.Ledger);
        Assert.Equal(Ids, reader.ReadAfter(FeedPosition.Start, 100, Stop).Select(entry => entry.Sale.Sale.SaleId));
        using var file = SqliteDatabase.OpenReadOnly(earlier.Ledger);
        Assert.Equal(LedgerHistory.Steps.Version, SqliteUpgrade.VersionOf(file));
    }

    [Fact]
    public async Task A_sale_recorded_by_version_1_replays_and_conflicts_as_before()
    {
        using var earlier = new EarlierFolder(1);
        await using var api = ApiHost.StartIn(earlier.Path);

        var again = await api.Client.PostSaleAsync(First);
        var other = await api.Client.PostSaleAsync(First.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, "true"), (again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("/lines/0/quantity", (await other.JsonAsync()).GetProperty("differences")[0].GetString());
    }

    [Fact]
    public async Task Insights_over_a_folder_of_version_1_are_what_that_version_answered()
    {
        using var earlier = new EarlierFolder(1);
        await using var api = ApiHost.StartIn(earlier.Path);
        await Eventually.TrueAsync(
            async () => (await (await api.Client.GetAsync("/v1/pipeline", Stop)).JsonAsync()).GetProperty("pending").GetInt64() == 0,
            "the lake has everything");

        var answer = await (await api.Client.GetAsync("/v1/insights/sales?measures=revenue,units&groupBy=currency&from=2019-01-01&to=2019-12-31", Stop)).JsonAsync();

        var rows = answer.GetProperty("rows").EnumerateArray()
            .ToDictionary(row => row.GetProperty("currency").GetString()!, row => row.GetProperty("revenueMinor").GetInt64());
        Assert.Equal((69_900, 0), (rows["EUR"], rows["USD"]));
    }

    [Fact]
    public void A_ledger_of_version_1_is_read_beside_or_before_the_new_service_without_being_changed()
    {
        using var earlier = new EarlierFolder(1);
        var before = File.ReadAllBytes(earlier.Ledger);

        using (var reader = LedgerReader.Open(earlier.Ledger))
        {
            Assert.Equal(SaleType.Void, reader.Find("LA-01:R2:1043:void")!.Sale.Type);
        }

        Assert.Equal(before, File.ReadAllBytes(earlier.Ledger));
    }
}

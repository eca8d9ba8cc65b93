using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using FsCheck;
using FsCheck.Fluent;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Ledger;

[Slow]
public sealed class SaleItemTests
{
    /// <summary>400 KB as DynamoDB counts them.</summary>
    const int MostItemBytes = 400 * 1024;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_recorded_sale_comes_back_from_its_item() => Holds(recorded => SaleItem.Read(Item(recorded)) == recorded);

    [Fact]
    public void Every_item_is_the_json_of_the_sale_as_native_attributes_and_the_keys() =>
        Holds(recorded => JsonNode.DeepEquals(ItemText.Of(Item(recorded)), DynamoDbText.Image(recorded)));

    [Fact]
    public void The_stream_reader_reads_every_item() => Holds(recorded => DynamoDbJson.ReadSale(ItemText.Utf8(Item(recorded))) == recorded);

    [Fact]
    public void The_sort_key_orders_by_instant_and_then_by_id()
    {
        var at = SampleSales.Sale().SoldAt;
        string[] keys = [Key(at, "b"), Key(at.AddTicks(1), "a"), Key(at.ToOffset(TimeSpan.FromHours(9)), "a"), Key(at.AddYears(-19), "z"), Key(at, "B")];

        Assert.Equal([keys[3], keys[4], keys[2], keys[0], keys[1]], keys.Order(StringComparer.Ordinal));
        Assert.Equal("2019-04-19T13:46:00.0000000Z#b", keys[0]);

        static string Key(DateTimeOffset soldAt, string id) => Item(RecordedSale.Of(SampleSales.Sale(id) with { SoldAt = soldAt }, soldAt))[SaleTable.SoldAtSaleId].S;
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("充")]
    [InlineData("😀")]
    public async Task The_largest_sale_and_its_void_fit_an_item(string letter)
    {
        var sale = Largest(letter);
        await using var table = await DynamoTable.CreateAsync();
        var ledger = table.Open();

        var recorded = Assert.IsType<AppendOutcome.Recorded>(await ledger.AppendAsync(sale, Stop)).Sale;
        var cancelled = Assert.IsType<AppendOutcome.Recorded>(await ledger.AppendAsync(SampleSales.Void(sale, "VOID:1"), Stop)).Sale;

        Assert.InRange(ItemText.SizeOf(Item(recorded)), 200_000, MostItemBytes);
        Assert.InRange(ItemText.SizeOf(await table.ReadAsync(SaleTable.VoidMarkerOf(sale.SaleId))), 200_000, MostItemBytes);
        Assert.Equal(SaleText.Recorded(cancelled), SaleText.Recorded((await ledger.FindAsync("VOID:1", Stop))!));
    }

    [Fact]
    public async Task The_worst_mix_of_members_its_void_and_the_marker_fit_an_item()
    {
        var sale = Worst();
        await using var table = await DynamoTable.CreateAsync();
        var ledger = table.Open();
        var cancel = SampleSales.Void(sale, new string('V', 64)) with
        {
            ExternalId = new string('e', 128),
            Metadata = Worst().Metadata,
            DiscountMinor = 0,
            TaxMinor = null,
            TaxIncluded = true,
            TipMinor = 0,
            RoundingMinor = 0,
            Payments = [],
        };

        var recorded = Assert.IsType<AppendOutcome.Recorded>(await ledger.AppendAsync(sale, Stop)).Sale;
        Assert.IsType<AppendOutcome.Recorded>(await ledger.AppendAsync(cancel, Stop));

        Assert.InRange(ItemText.SizeOf(Item(recorded)), 250_000, MostItemBytes);
        Assert.InRange(ItemText.SizeOf(await table.ReadAsync(SaleTable.VoidMarkerOf(sale.SaleId))), 250_000, MostItemBytes);
        Assert.Equal(sale.Lines.Count, (await ledger.FindAsync(cancel.SaleId, Stop))!.Original!.Lines.Count);
    }

    [Fact]
    public async Task A_page_larger_than_DynamoDB_answers_at_once_is_still_whole()
    {
        var sales = Enumerable.Range(1, 7).Select(number => Largest("x") with { SaleId = $"A:{number}" }).ToArray();
        await using var table = await DynamoTable.CreateAsync();
        var ledger = table.Open();
        await ledger.AppendBatchAsync(sales, Stop);

        var page = await ledger.ListAsync(sales[0].StoreId, sales[0].BusinessDate, cursor: null, limit: 6, Stop);

        Assert.Equal(sales.Take(6).Select(sale => sale.SaleId), page.Sales.Select(sale => sale.Sale.SaleId));
        Assert.NotNull(page.NextCursor);
    }

    /// <summary>1,500 lines that leave out what has a default, and names that fill the 256 KB of a posted sale.</summary>
    static Sale Largest(string letter)
    {
        const string Line = """{"sku":"A","name":"","quantity":1,"unitPriceMinor":0}""";
        const string Head = """{"saleId":"A:1","storeId":"LA-01","soldAt":"2019-04-19T08:46:00-05:00","currency":"USD","lines":[""";
        const int Lines = SaleMembers.MaxLines;
        var room = SaleIntake.MaxBytes - Head.Length - 2 - (Lines * (Line.Length + 1));
        var name = string.Concat(Enumerable.Repeat(letter, Math.Min(room / Lines / Encoding.UTF8.GetByteCount(letter), SaleMembers.MaxName / letter.Length)));
        var lines = string.Join(',', Enumerable.Repeat(Line.Replace("\"\"", $"\"{name}\"", StringComparison.Ordinal), Lines));
        return SaleText.Accepted($"{Head}{lines}]}}");
    }

    /// <summary>As many lines as a sale has, each with shares of large amounts that only recording adds, full metadata and payments, in 256 KB.</summary>
    static Sale Worst()
    {
        const string Line = """{"sku":"A","name":"NAME","quantity":0.1,"amountMinor":6000000000000}""";
        var metadata = string.Join(',', Enumerable.Range(10, SaleMembers.MaxMetadata).Select(key => $"\"{new string('k', 38)}{key}\":\"{new string('v', 500)}\""));
        var payments = string.Join(',', Enumerable.Repeat("""{"method":"giftCard","amountMinor":1}""", 49).Append("""{"method":"giftCard","amountMinor":8698499999952}"""));
        var head = $$"""
            {"saleId":"A:1","storeId":"LA-01","soldAt":"2019-04-19T08:46:00-05:00","currency":"USD","taxIncluded":false,"taxMinor":7000000000000,
            "discountMinor":8998301500000000,"roundingMinor":1,"metadata":{{{metadata}}},"payments":[{{payments}}],"lines":[
            """;
        var room = SaleIntake.MaxBytes - head.Length - 2 - (SaleMembers.MaxLines * (Line.Length - 3));
        var lines = string.Join(',', Enumerable.Repeat(Line.Replace("NAME", new string('x', room / SaleMembers.MaxLines), StringComparison.Ordinal), SaleMembers.MaxLines));
        return SaleText.Accepted(head + lines + "]}");
    }

    static Dictionary<string, AttributeValue> Item(RecordedSale recorded) => SaleItem.Of(recorded.Sale, SaleJson.ToRecorded(recorded));

    static void Holds(Func<RecordedSale, bool> claim) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(SaleGenerator.Sales, sale => claim(SaleGenerator.Recorded(sale, SampleSales.Sale().Lines))));
}

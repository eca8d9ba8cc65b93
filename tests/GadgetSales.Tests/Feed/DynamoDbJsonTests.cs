using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Feed;

public sealed class DynamoDbJsonTests
{
    static readonly DateTimeOffset RecordedAt = new(2019, 4, 19, 13, 46, 1, 250, TimeSpan.Zero);

    [Fact]
    public void An_image_as_a_stream_carries_it_is_read()
    {
        const string Image = """
            {"sale_id":{"S":"LA-01:1"},"storeId":{"S":"LA-01"},"receiptNumber":{"N":"7"},"type":{"S":"sale"},"soldAt":{"S":"2019-04-19T08:46:00-05:00"},
             "businessDate":{"S":"2019-04-19"},"currency":{"S":"USD"},
             "lines":{"L":[{"M":{"sku":{"S":"A"},"quantity":{"N":"2"},"unitPriceMinor":{"N":"1000000000000"},"discountMinor":{"N":"0"}}}]},
             "version":{"N":"1"},"totalMinor":{"N":"2000000000000"},"units":{"N":"2"},"recordedAt":{"S":"2019-04-19T13:46:01.25Z"},
             "store_day":{"S":"LA-01#2019-04-19"},"sold_at_sale_id":{"S":"2019-04-19T13:46:00.0000000Z#LA-01:1"}}
            """;

        var recorded = DynamoDbJson.ReadSale(Encoding.UTF8.GetBytes(Image))!;

        Assert.Equal(("LA-01:1", 7L, 2_000_000_000_000L), (recorded.Sale.SaleId, recorded.Sale.ReceiptNumber, recorded.TotalMinor));
        Assert.Equal(new SaleLine { Sku = "A", Quantity = 2, UnitPriceMinor = 1_000_000_000_000 }, Assert.Single(recorded.Sale.Lines));
        Assert.Equal(RecordedAt, recorded.RecordedAt);
    }

    [Fact]
    public void Every_kind_of_sale_comes_back_as_it_was()
    {
        var sale = SampleSales.Sale(storeId: "Zürich \"#1\" 🏬");
        RecordedSale[] all =
        [
            RecordedSale.Of(sale, RecordedAt),
            RecordedSale.Of(SampleSales.Return(), RecordedAt),
            RecordedSale.Of(SampleSales.Void(sale), RecordedAt, VoidedSale.Of(sale)),
            RecordedSale.Of(sale with { RegisterId = null, Channel = null, ReceiptNumber = null }, RecordedAt) with { Version = 3 },
        ];

        Assert.All(all, recorded => Assert.Equal(SaleText.Recorded(recorded), SaleText.Recorded(Read(DynamoDbText.Image(recorded))!)));
    }

    [Fact]
    public void The_order_of_attributes_does_not_matter()
    {
        var recorded = RecordedSale.Of(SampleSales.Sale(), RecordedAt);
        var image = DynamoDbText.Image(recorded);
        var reversed = new JsonObject(image.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

        Assert.Equal(SaleText.Recorded(recorded), SaleText.Recorded(Read(reversed)!));
    }

    [Fact]
    public void An_image_inside_a_larger_document_is_read_to_its_end_and_no_further()
    {
        var recorded = RecordedSale.Of(SampleSales.Sale(), RecordedAt);
        var json = new Utf8JsonReader(DynamoDbText.Utf8(new JsonArray(DynamoDbText.Image(recorded), 42)));
        json.Read();
        json.Read();

        var read = DynamoDbJson.ReadSale(ref json)!;

        Assert.Equal(JsonTokenType.EndObject, json.TokenType);
        Assert.True(json.Read());
        Assert.Equal((recorded.Sale.SaleId, 42), (read.Sale.SaleId, json.GetInt32()));
    }

    [Fact]
    public void The_marker_of_a_void_is_no_sale()
    {
        var sale = SampleSales.Sale();
        var marker = DynamoDbText.MarkerImage(RecordedSale.Of(SampleSales.Void(sale), RecordedAt, VoidedSale.Of(sale)));

        Assert.Null(Read(marker));
    }

    [Fact]
    public void Attributes_that_belong_to_the_table_are_passed_over()
    {
        var image = DynamoDbText.Image(RecordedSale.Of(SampleSales.Sale(), RecordedAt));
        image["aws:rep:deleting"] = new JsonObject { ["BOOL"] = false };
        image["expires_at"] = new JsonObject { ["N"] = "1.5" };

        Assert.NotNull(Read(image));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("""{"sale_id":{"S":"A:1"}}""")]
    [InlineData("""{"sale_id":{"N":"1"}}""")]
    [InlineData("""{"sale_id":"A:1"}""")]
    [InlineData("""{"sale_id":{"S":"\ud800"}}""")]
    public void What_is_no_item_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => DynamoDbJson.ReadSale(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("totalMinor", """{"N":"26880.5"}""")]
    [InlineData("totalMinor", """{"N":"true"}""")]
    [InlineData("totalMinor", """{"N":"1,2"}""")]
    [InlineData("totalMinor", """{"N":""}""")]
    [InlineData("totalMinor", """{"S":"26880"}""")]
    [InlineData("totalMinor", """{"BOOL":true}""")]
    [InlineData("storeId", """{"S":["LA-01"]}""")]
    [InlineData("storeId", """{}""")]
    [InlineData("lines", """{"L":[1]}""")]
    [InlineData("unheardOf", """{"S":"?"}""")]
    public void A_damaged_attribute_is_refused(string name, string value)
    {
        var image = DynamoDbText.Image(RecordedSale.Of(SampleSales.Sale(), RecordedAt));
        image[name] = JsonNode.Parse(value);

        Assert.Throws<FormatException>(() => Read(image));
    }

    static RecordedSale? Read(JsonObject image) => DynamoDbJson.ReadSale(DynamoDbText.Utf8(image));
}

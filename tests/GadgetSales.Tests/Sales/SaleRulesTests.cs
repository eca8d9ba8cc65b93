using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class SaleRulesTests
{
    [Theory]
    [InlineData("receiptNumber", "0", "Must be a whole number from 1 to 9,007,199,254,740,991.")]
    [InlineData("receiptNumber", "9007199254740992", "Must be a whole number from 1 to 9,007,199,254,740,991.")]
    [InlineData("currency", "\"usd\"", "Must be an ISO 4217 code in upper case, such as USD.")]
    [InlineData("currency", "\" USD\"", "Must be an ISO 4217 code in upper case, such as USD.")]
    [InlineData("currency", "\"XXX\"", "Must be an ISO 4217 code in upper case, such as USD.")]
    [InlineData("currency", "\"DOGE\"", "Must be an ISO 4217 code in upper case, such as USD.")]
    [InlineData("storeId", "\"\"", "Must be 1 to 64 printable characters.")]
    [InlineData("storeId", "\"   \"", "Must be 1 to 64 printable characters.")]
    [InlineData("registerId", "\"\"", "Must be 1 to 64 printable characters.")]
    [InlineData("channel", "\"we\\u0000b\"", "Must be 1 to 64 printable characters.")]
    [InlineData("lines", "[]", "Is required: 1 to 1,500 lines.")]
    public void A_member_of_the_receipt_outside_its_rule_is_refused(string member, string value, string message) =>
        SaleText.Refused(SaleText.With(member, value), "/" + member, message);

    [Theory]
    [InlineData("sku", "\"\"", "Must be 1 to 64 printable characters.")]
    [InlineData("category", "\"\\t\"", "Must be 1 to 64 printable characters.")]
    [InlineData("name", "\"a\\u202eb\"", "Must be 1 to 500 printable characters.")]
    [InlineData("quantity", "0", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    [InlineData("quantity", "100001", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    [InlineData("unitPriceMinor", "-1", "Must be a whole number of minor units (cents) from 0 to 1,000,000,000,000.")]
    [InlineData("unitPriceMinor", "1000000000001", "Must be a whole number of minor units (cents) from 0 to 1,000,000,000,000.")]
    [InlineData("discountMinor", "-1", "Must be a whole number of minor units (cents) from 0 to the line's quantity x unit price.")]
    [InlineData("discountMinor", "2391", "Must be a whole number of minor units (cents) from 0 to the line's quantity x unit price.")]
    public void A_member_of_a_line_outside_its_rule_is_refused(string member, string value, string message) =>
        SaleText.Refused(SaleText.WithLine(member, value), "/lines/0/" + member, message);

    [Theory]
    [InlineData("quantity", "100000")]
    [InlineData("unitPriceMinor", "1000000000000")]
    [InlineData("discountMinor", "2390")]
    public void The_ends_of_a_range_belong_to_it(string member, string value) => SaleText.Accepted(SaleText.WithLine(member, value));

    [Fact]
    public void A_line_may_be_free_of_charge() => Assert.Equal(0, SaleText.Accepted(SaleText.WithLine("unitPriceMinor", "0")).Lines[0].AmountMinor);

    [Fact]
    public void Text_is_as_long_as_its_code_points()
    {
        SaleText.Accepted(SaleText.WithLine("sku", $"\"{new string('x', 64)}\""));
        SaleText.Accepted(SaleText.WithLine("sku", $"\"{string.Concat(Enumerable.Repeat("😀", 64))}\""));
        SaleText.Accepted(SaleText.WithLine("name", $"\"{string.Concat(Enumerable.Repeat("😀", 500))}\""));
        Assert.Equal(["/lines/0/sku"], SaleText.Pointers(SaleText.WithLine("sku", $"\"{new string('x', 65)}\"")));
        Assert.Equal(["/lines/0/sku"], SaleText.Pointers(SaleText.WithLine("sku", $"\"{string.Concat(Enumerable.Repeat("😀", 65))}\"")));
        Assert.Equal(["/lines/0/name"], SaleText.Pointers(SaleText.WithLine("name", $"\"{new string('x', 501)}\"")));
    }

    [Theory]
    [InlineData("Kopfhörer")]
    [InlineData("e\u0301clair")]
    [InlineData("充电线")]
    [InlineData("سماعات \u200fUSB")]
    [InlineData("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("\"quoted\" \\ back/slash")]
    public void Any_script_and_emoji_are_printable(string name)
    {
        var sale = SaleText.Accepted(SaleText.With(sale => sale["lines"]![0]!["name"] = name));

        Assert.Equal(name, sale.Lines[0].Name);
        Assert.Equal(name, JsonNode.Parse(SaleText.Canonical(sale))!["lines"]![0]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u001bb")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("\ufeffab")]
    [InlineData("\u200d")]
    public void What_shows_as_nothing_or_rearranges_text_is_not_printable(string name) =>
        SaleText.Refused(SaleText.With(sale => sale["lines"]![0]!["name"] = name), "/lines/0/name", "Must be 1 to 500 printable characters.");

    [Fact]
    public void The_white_space_around_texts_is_dropped()
    {
        var sale = SaleText.Accepted(SaleText.With(sale => (sale["storeId"], sale["lines"]![0]!["sku"]) = (" LA-01\t", "\u00a0USB-C-CABLE ")));

        Assert.Equal(SaleText.Accepted(SaleText.Valid), sale);
    }

    [Fact]
    public void A_sale_has_at_most_1500_lines()
    {
        static string Lines(int count) => $"[{string.Join(',', Enumerable.Repeat("""{"sku":"x","quantity":1,"unitPriceMinor":1}""", count))}]";

        Assert.Equal(1500, SaleText.Accepted(SaleText.With("lines", Lines(1500))).Lines.Count);
        SaleText.Refused(SaleText.With("lines", Lines(1501)), "/lines", "Must be at most 1,500 lines: split the receipt.");
        SaleText.Refused(SaleText.With("lines", Lines(4000)), "/lines", "Must be at most 1,500 lines: split the receipt.");
    }

    [Fact]
    public void The_total_of_a_sale_is_a_number_that_every_json_client_reads_exactly()
    {
        static string Lines(params (int Quantity, long Price)[] lines) =>
            $"[{string.Join(',', lines.Select(line => $$"""{"sku":"x","quantity":{{line.Quantity}},"unitPriceMinor":{{line.Price}}}"""))}]";

        Assert.Equal(
            9_007_199_254_740_991,
            RecordedSale.Of(SaleText.Accepted(SaleText.With("lines", Lines((9007, 1_000_000_000_000), (1, 199_254_740_991)))), SaleText.Now).TotalMinor);
        const string Message = "Must have a total (quantity x unit price) of at most 9,007,199,254,740,991 minor units: split the receipt.";
        SaleText.Refused(SaleText.With("lines", Lines((9007, 1_000_000_000_000), (1, 199_254_740_992))), "/lines", Message);
        SaleText.Refused(SaleText.With("lines", Lines([.. Enumerable.Repeat((100_000, 1_000_000_000_000), 1500)])), "/lines", Message);
    }

    [Fact]
    public void A_void_names_its_original_and_has_no_lines()
    {
        static string Void(Action<JsonObject> change) => SaleText.With(sale =>
        {
            (sale["type"], sale["originalSaleId"]) = ("void", "LA-01:R2:1042");
            sale.Remove("lines");
            change(sale);
        });

        Assert.Empty(SaleText.Accepted(Void(_ => { })).Lines);
        Assert.Empty(SaleText.Accepted(Void(sale => sale["lines"] = new JsonArray())).Lines);
        SaleText.Refused(Void(sale => sale.Remove("originalSaleId")), "/originalSaleId", "Is required on a void: the saleId of the receipt it cancels.");
        SaleText.Refused(Void(sale => sale["originalSaleId"] = "LA-01:R2:1043"), "/originalSaleId", "Must not be the sale's own id: give the receipt it refers to.");
        SaleText.Refused(
            Void(sale => sale["lines"] = JsonNode.Parse(SaleText.Valid)!["lines"]!.DeepClone()),
            "/lines",
            "Must be absent on a void: it cancels all of its original. To take back some of it, post a return.");
    }

    [Fact]
    public void A_return_may_name_its_original()
    {
        Assert.Null(SaleText.Accepted(SaleText.With("type", "\"return\"")).OriginalSaleId);
        Assert.Equal("x", SaleText.Accepted(SaleText.With(sale => (sale["type"], sale["originalSaleId"]) = ("return", "x"))).OriginalSaleId);
        SaleText.Refused(
            SaleText.With(sale => (sale["type"], sale["originalSaleId"]) = ("return", "not an id")),
            "/originalSaleId",
            "Must be the saleId of the receipt it refers to: 1 to 64 of A-Z a-z 0-9 . _ : -, starting with a letter or digit.");
    }

    [Fact]
    public void A_sale_that_names_an_original_is_a_return_whose_type_was_forgotten() =>
        SaleText.Refused(
            SaleText.With("originalSaleId", "\"LA-01:R2:1042\""),
            "/originalSaleId",
            "Must be absent on a sale. If goods come back, type is return; if the original is cancelled, type is void.");

    [Fact]
    public void Sales_built_in_code_obey_the_same_rules()
    {
        var validator = new SaleValidator(new FakeTimeProvider(SaleText.Now));

        Assert.True(validator.Validate(SampleSales.Sale()).IsValid);
        Assert.Equal(
            ["/saleId", "/storeId", "/type"],
            validator.Validate(SampleSales.Sale(" ", " LA-01") with { Type = (SaleType)7 }).Errors.Select(failure => failure.PropertyName));
    }
}

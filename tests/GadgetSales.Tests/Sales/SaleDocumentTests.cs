using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Sales;

/// <summary>What real tills send: exchanges, fractions, fees, stored value, taxes, tips, rounding and payments.</summary>
public sealed class SaleDocumentTests
{
    const string Head = "\"saleId\":\"A:1\",\"storeId\":\"LA-01\",\"soldAt\":\"2019-04-19T08:46:00-05:00\",\"currency\":\"USD\"";

    [Fact]
    public void Less_than_a_kilogram_comes_to_whole_minor_units_rounded_half_away_from_zero()
    {
        var recorded = Recorded("""{"sku":"A","quantity":0.385,"unitPriceMinor":1290},{"sku":"B","quantity":0.5,"unitPriceMinor":1}""");

        Assert.Equal((497L, 1L), (recorded.Sale.Lines[0].GrossMinor, recorded.Sale.Lines[1].GrossMinor));
        Assert.Equal((498, 0.885m), (recorded.TotalMinor, recorded.Units));
        Assert.Contains("\"quantity\":0.385,", SaleText.Recorded(recorded), StringComparison.Ordinal);
        Assert.Contains("\"units\":0.885,", SaleText.Recorded(recorded), StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_fraction_at_a_large_price_is_exact_beyond_64_bits() =>
        Assert.Equal(99_999_999_000_000_000, new SaleLine { Sku = "A", QuantityMilli = 99_999_999, UnitPriceMinor = 1_000_000_000_000 }.GrossMinor);

    [Fact]
    public void Three_for_ten_is_an_amount_without_a_unit_price()
    {
        var recorded = Recorded("""{"sku":"A","quantity":3,"amountMinor":1000,"discountMinor":200}""");

        Assert.Equal((1200L, 1000L, 1000L, 3m), (recorded.Sale.Lines[0].GrossMinor, recorded.Sale.Lines[0].AmountMinor, recorded.TotalMinor, recorded.Units));
        Refused("""{"sku":"A","quantity":3,"amountMinor":1000,"unitPriceMinor":333}""", "", "/lines/0/amountMinor", "Must be absent where unitPriceMinor is given");
        Refused("""{"sku":"A","quantity":3}""", "", "/lines/0/unitPriceMinor", "Is required");
    }

    [Fact]
    public void Money_comes_back_and_the_goods_stay()
    {
        var recorded = Recorded("""{"sku":"A","quantity":0,"amountMinor":500}""", "\"type\":\"return\"");

        Assert.Equal((-500, 0m), (recorded.TotalMinor, recorded.Units));
        Refused("""{"sku":"A","quantity":0,"amountMinor":500}""", "", "/lines/0/quantity", "Must be a number above 0");
        Refused("""{"sku":"A","quantity":0,"unitPriceMinor":500}""", "\"type\":\"return\"", "/lines/0/quantity", "Must be a number above 0");
    }

    [Fact]
    public void An_exchange_is_one_sale_with_lines_both_ways()
    {
        var recorded = Recorded(
            """{"sku":"A","quantity":1,"unitPriceMinor":9999},{"sku":"B","quantity":2,"unitPriceMinor":1195,"returned":true,"originalSaleId":"X:1"}""",
            "\"payments\":[{\"method\":\"card\",\"amountMinor\":7609}]");

        Assert.Equal((7609, -1m), (recorded.TotalMinor, recorded.Units));
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1,"returned":true}""", "", "/lines", "Must hold a line that does not come back");
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1,"returned":false}""", "\"type\":\"return\"", "/lines/0/returned", "Must not be false on a return");
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1,"originalSaleId":"X:1"}""", "", "/lines/0/originalSaleId", "Must be absent on a line that does not come back");
    }

    [Fact]
    public void Only_goods_have_units_and_every_kind_is_paid()
    {
        var recorded = Recorded(
            """
            {"sku":"KIT","quantity":1,"unitPriceMinor":5000},{"sku":"PART","kind":"component","quantity":3,"unitPriceMinor":0},
            {"sku":"SHIP","kind":"fee","quantity":1,"unitPriceMinor":499},{"sku":"GIFT","kind":"giftCard","quantity":1,"unitPriceMinor":2000},
            {"sku":"PRE","kind":"prepayment","quantity":1,"unitPriceMinor":1000}
            """);

        Assert.Equal((8499, 1m), (recorded.TotalMinor, recorded.Units));
    }

    [Fact]
    public void A_discount_on_the_whole_is_spread_by_amount_and_adds_up_to_the_cent()
    {
        var recorded = Recorded(
            """
            {"sku":"A","quantity":1,"unitPriceMinor":100},{"sku":"B","quantity":1,"unitPriceMinor":100},{"sku":"C","quantity":1,"unitPriceMinor":100},
            {"sku":"G","kind":"giftCard","quantity":1,"unitPriceMinor":1000},{"sku":"R","quantity":1,"unitPriceMinor":50,"returned":true}
            """,
            "\"discountMinor\":100");

        // 33 1/3 each: the cent that is left goes to the earliest.
        Assert.Equal([34, 33, 33, 0, 0], recorded.Sale.Lines.Select(line => line.DiscountShareMinor));
        Assert.Equal(300 - 100 + 1000 - 50, recorded.TotalMinor);
        Assert.Contains("\"discountShareMinor\":34", SaleText.Recorded(recorded), StringComparison.Ordinal);
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":100},{"sku":"G","kind":"giftCard","quantity":1,"unitPriceMinor":1000}""", "\"discountMinor\":101", "/discountMinor", "Must be at most 100");
    }

    [Theory]
    [InlineData(10, new long[] { 1, 2, 3 }, new long[] { 2, 3, 5 })]
    [InlineData(1, new long[] { 1, 1, 1 }, new long[] { 1, 0, 0 })]
    [InlineData(5, new long[] { -1, 0, 0 }, new long[] { 0, 5, 0 })]
    [InlineData(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    [InlineData(9_007_199_254_740_991, new long[] { 9_007_199_254_740_990, 1 }, new long[] { 9_007_199_254_740_990, 1 })]
    public void Shares_are_rounded_down_and_the_rest_goes_to_the_largest_remainders(long amount, long[] weights, long[] shares) =>
        Assert.Equal(shares, SpreadAmounts.Of(amount, weights));

    [Fact]
    public void A_tax_that_is_included_leaves_the_total_and_one_on_top_adds_to_it()
    {
        const string Lines = """{"sku":"A","quantity":1,"unitPriceMinor":1000},{"sku":"B","quantity":1,"unitPriceMinor":500}""";

        Assert.Equal(1500, Recorded(Lines, "\"taxMinor\":239").TotalMinor);
        var onTop = Recorded(Lines, "\"taxMinor\":100,\"taxIncluded\":false");
        Assert.Equal(1600, onTop.TotalMinor);
        Assert.Equal([67, 33], onTop.Sale.Lines.Select(line => line.TaxShareMinor!.Value));
        Refused(Lines, "\"taxMinor\":1501", "/taxMinor", "Must be at most 1500");
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1000,"taxMinor":1001}""", "", "/lines/0/taxMinor", "Must be at most 1000");
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1000,"taxMinor":1}""", "\"taxMinor\":1", "/taxMinor", "Must stand on the sale or on its lines");
        Assert.Null(Recorded(Lines).Sale.Lines[0].KnownTaxMinor);
    }

    [Fact]
    public void Payments_come_to_the_total_or_both_sums_are_told()
    {
        const string Line = """{"sku":"A","quantity":2,"unitPriceMinor":1195}""";

        Assert.Equal(2690, Recorded(Line, "\"tipMinor\":300,\"payments\":[{\"method\":\"cash\",\"amountMinor\":3300},{\"method\":\"cash\",\"amountMinor\":-610}]").TotalMinor);
        Assert.Equal(2388, Recorded(Line, "\"roundingMinor\":-2,\"payments\":[{\"method\":\"cash\",\"amountMinor\":2388}]").TotalMinor);
        Assert.Equal(-2390, Recorded(Line, "\"type\":\"return\",\"payments\":[{\"method\":\"card\",\"amountMinor\":-2390}]").TotalMinor);
        Assert.Empty(Recorded(Line, "\"payments\":[]").Sale.Payments);
        Refused(Line, "\"payments\":[{\"method\":\"cash\",\"amountMinor\":2300}]", "/payments", "Must add up to totalMinor: they come to 2300 and the sale to 2390");
        Refused(Line, "\"payments\":[{\"method\":\"Cash\",\"amountMinor\":2390}]", "/payments/0/method", "Must be cash, card, giftCard");
        Refused(Line, "\"payments\":[7]", "/payments/0", "Must be a JSON object");
        Refused(Line, $"\"payments\":[{string.Join(',', Enumerable.Repeat("{\"method\":\"cash\",\"amountMinor\":1}", 51))}]", "/payments", "Must be an array of at most 50 payments");
    }

    [Fact]
    public void A_void_has_what_its_original_has_and_none_of_it_itself()
    {
        var original = Accepted(
            """{"sku":"A","quantity":1.5,"unitPriceMinor":1000},{"sku":"B","quantity":1,"unitPriceMinor":100,"returned":true}""",
            "\"training\":true,\"tipMinor\":50,\"roundingMinor\":3,\"discountMinor\":7,\"payments\":[{\"method\":\"card\",\"amountMinor\":1446}]");
        var cancel = SaleText.Accepted($$"""{ {{Head}},"type":"void","originalSaleId":"X"}""");

        var recorded = RecordedSale.Of(cancel, SaleText.Now, VoidedSale.Of(original));
        var read = SaleJson.ReadRecorded(SaleJson.ToRecorded(recorded));

        Assert.Equal((-1446, -0.5m), (recorded.TotalMinor, recorded.Units));
        Assert.Equal(recorded, read);
        Assert.True(read.Original!.Training);
        foreach (var member in new[] { "\"tipMinor\":1", "\"roundingMinor\":1", "\"training\":true", "\"taxMinor\":0", "\"discountMinor\":1", "\"taxIncluded\":false", "\"payments\":[{\"method\":\"cash\",\"amountMinor\":0}]" })
        {
            var error = Assert.Single(SaleText.Read($$"""{ {{Head}},"type":"void","originalSaleId":"X",{{member}}}""").Errors);
            Assert.StartsWith("Must be absent on a void", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"metadata\":{\"a\":7}", "/metadata", "Must be an object of at most 20 texts")]
    [InlineData("\"metadata\":[]", "/metadata", "Must be an object of at most 20 texts")]
    [InlineData("\"metadata\":{\"a\":\"1\",\"a\":\"2\"}", "/metadata", "Has the key a more than once")]
    [InlineData("\"metadata\":{\"\":\"1\"}", "/metadata", "Must be an object of at most 20 texts")]
    [InlineData("\"training\":\"true\"", "/training", "Must be true or false, not a string")]
    [InlineData("\"training\":1", "/training", "Must be true or false")]
    [InlineData("\"tipMinor\":-1", "/tipMinor", "Must be a whole number of minor units")]
    [InlineData("\"roundingMinor\":100", "/roundingMinor", "Must be a whole number of minor units (cents) from -99 to 99")]
    [InlineData("\"discountMinor\":-1", "/discountMinor", "Must be a whole number of minor units")]
    public void Another_value_of_a_new_member_is_refused(string member, string pointer, string message) =>
        Refused("""{"sku":"A","quantity":1,"unitPriceMinor":1000}""", member, pointer, message);

    [Fact]
    public void Metadata_has_at_most_twenty_entries_of_its_lengths()
    {
        static string Entries(int count, int key, int value) => $"\"metadata\":{{{string.Join(',', Enumerable.Range(0, count).Select(index => $"\"{new string('k', key - 2)}{index:d2}\":\"{new string('v', value)}\""))}}}";
        const string Line = """{"sku":"A","quantity":1,"unitPriceMinor":1000}""";

        Assert.Equal(20, Accepted(Line, Entries(20, 40, 500)).Metadata.Count);
        Refused(Line, Entries(21, 40, 500), "/metadata", "Must be");
        Refused(Line, Entries(1, 41, 500), "/metadata", "Must be");
        Refused(Line, Entries(1, 40, 501), "/metadata", "Must be");
    }

    [Theory]
    [InlineData("items", "lines")]
    [InlineData("date", "soldAt")]
    [InlineData("store_id", "storeId")]
    [InlineData("tip", "tipMinor")]
    [InlineData("Sold-At", "soldAt")]
    [InlineData("tax", "taxMinor")]
    public void What_other_systems_call_a_member_is_told_by_its_name_here(string sent, string meant) =>
        Assert.Contains(
            new InputError("/" + sent, $"Is not a member of a sale: did you mean {meant}?"),
            SaleText.Read(SaleText.With(sent, "1")).Errors);

    [Theory]
    [InlineData("unitPrice", "unitPriceMinor")]
    [InlineData("unit_price", "unitPriceMinor")]
    [InlineData("qty", "quantity")]
    [InlineData("productId", "sku")]
    public void What_other_systems_call_a_member_of_a_line_is_told_by_its_name_here(string sent, string meant) =>
        Assert.Contains(
            new InputError($"/lines/0/{sent}", $"Is not a member of a sale: did you mean {meant}?"),
            SaleText.Read(SaleText.WithLine(sent, "1")).Errors);

    [Fact]
    public void The_shares_are_not_posted() =>
        SaleText.Refused(SaleText.WithLine("taxShareMinor", "1"), "/lines/0/taxShareMinor", "Is added when a sale is recorded: leave it out.");

    static Sale Accepted(string lines, string members = "") => SaleText.Accepted(Document(lines, members));

    static RecordedSale Recorded(string lines, string members = "") => RecordedSale.Of(Accepted(lines, members), SaleText.Now);

    static string Document(string lines, string members) => $"{{{Head}{(members.Length > 0 ? "," : "")}{members},\"lines\":[{lines}]}}";

    static void Refused(string lines, string members, string pointer, string message)
    {
        var error = Assert.Single(SaleText.Read(Document(lines, members)).Errors);
        Assert.Equal(pointer, error.Place);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}

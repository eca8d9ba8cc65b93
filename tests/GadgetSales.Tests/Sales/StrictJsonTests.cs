using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class StrictJsonTests
{
    [Fact]
    public void A_complete_sale_is_read_as_it_was_posted()
    {
        var sale = SaleText.Accepted(SaleText.Valid);

        Assert.Equal(
            SampleSales.Sale() with { Lines = [SampleSales.Sale().Lines[0]] },
            sale);
    }

    [Fact]
    public void What_is_optional_may_be_left_out_or_null()
    {
        var least = SaleText.Accepted("""{"saleId":"a","storeId":"s","soldAt":"2019-04-19T23:30:00-05:00","currency":"USD","lines":[{"sku":"x","quantity":1,"unitPriceMinor":5}]}""");
        var nulls = SaleText.Accepted("""
            {"saleId":"a","storeId":"s","registerId":null,"receiptNumber":null,"type":null,"originalSaleId":null,"soldAt":"2019-04-19T23:30:00-05:00",
             "businessDate":null,"currency":"USD","channel":null,"lines":[{"sku":"x","name":null,"category":null,"quantity":1,"unitPriceMinor":5,"discountMinor":null}]}
            """);

        Assert.Equal(least, nulls);
        Assert.Equal(SaleType.Sale, least.Type);
        Assert.Equal(new DateOnly(2019, 4, 19), least.BusinessDate);
        Assert.Equal(0, least.Lines[0].DiscountMinor);
    }

    [Theory]
    [InlineData("storeId", "Is required: 1 to 64 printable characters.")]
    [InlineData("soldAt", "Is required: an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00.")]
    [InlineData("currency", "Is required: an ISO 4217 code in upper case, such as USD.")]
    [InlineData("lines", "Is required: 1 to 1,500 lines.")]
    public void A_required_member_that_is_missing_or_null_is_named(string member, string message)
    {
        SaleText.Refused(SaleText.With(sale => sale.Remove(member)), "/" + member, message);
        SaleText.Refused(SaleText.With(sale => sale[member] = null), "/" + member, message);
    }

    [Theory]
    [InlineData("sku", "Is required: 1 to 64 printable characters.")]
    [InlineData("quantity", "Is required: a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    [InlineData("unitPriceMinor", "Is required: a whole number of minor units (cents) from 0 to 1,000,000,000,000; or amountMinor where only the line's total is known.")]
    public void A_required_member_that_a_line_lacks_is_named(string member, string message) =>
        SaleText.Refused(SaleText.With(sale => sale["lines"]![0]!.AsObject().Remove(member)), "/lines/0/" + member, message);

    [Theory]
    [InlineData("till", "/till", "Is not a member of a sale: remove it.")]
    [InlineData("a/b~c", "/a~1b~0c", "Is not a member of a sale: remove it.")]
    [InlineData("", "/", "Is not a member of a sale: remove it.")]
    [InlineData("Channel", "/Channel", "Is not a member of a sale: did you mean channel?")]
    [InlineData("register_id", "/register_id", "Is not a member of a sale: did you mean registerId?")]
    [InlineData("totalMinor", "/totalMinor", "Is added when a sale is recorded: leave it out.")]
    public void An_unknown_member_is_refused_by_name(string member, string pointer, string message) =>
        SaleText.Refused(SaleText.With(member, """{"deep":[1,{"er":null}]}"""), pointer, message);

    [Fact]
    public void An_unknown_member_of_a_line_is_refused_by_name() =>
        SaleText.Refused(SaleText.WithLine("unit_price_minor", "5"), "/lines/0/unit_price_minor", "Is not a member of a sale: did you mean unitPriceMinor?");

    [Fact]
    public void A_repeated_member_is_refused()
    {
        SaleText.Refused(SaleText.Valid.Replace("{ \"saleId\"", "{ \"storeId\": 1, \"saleId\"", StringComparison.Ordinal).Replace("\"storeId\": 1", "\"storeId\": \"X\"", StringComparison.Ordinal), "/storeId", "Appears more than once: keep one of them.");
        SaleText.Refused(SaleText.Valid.Replace("\"quantity\": 2", "\"quantity\": 2, \"quantity\": 2", StringComparison.Ordinal), "/lines/0/quantity", "Appears more than once: keep one of them.");
        SaleText.Refused(SaleText.Valid.Replace("\"quantity\": 2", "\"quantity\": 2, \"quanti\\u0074y\": 2", StringComparison.Ordinal), "/lines/0/quantity", "Appears more than once: keep one of them.");
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData("2.000")]
    [InlineData("2e0")]
    [InlineData("2E+00")]
    [InlineData("20e-1")]
    [InlineData("0.2e1")]
    [InlineData("0.0000002e7")]
    public void A_whole_number_counts_however_it_is_spelled(string number) =>
        Assert.Equal(2, SaleText.Accepted(SaleText.Valid.Replace("1195", number, StringComparison.Ordinal)).Lines[0].UnitPriceMinor);

    [Theory]
    [InlineData("2.5")]
    [InlineData("25e-1")]
    [InlineData("1e-1000000000000")]
    public void A_fraction_is_refused(string number) =>
        SaleText.Refused(
            SaleText.Valid.Replace("1195", number, StringComparison.Ordinal),
            "/lines/0/unitPriceMinor",
            "Must be a whole number of minor units (cents) from 0 to 1,000,000,000,000, not a fraction.");

    [Theory]
    [InlineData("2", 2_000)]
    [InlineData("2.0", 2_000)]
    [InlineData("2.000", 2_000)]
    [InlineData("0.385", 385)]
    [InlineData("1.5", 1_500)]
    [InlineData("0.001", 1)]
    [InlineData("100000", 100_000_000)]
    [InlineData("99999.999", 99_999_999)]
    public void A_quantity_is_exact_to_the_thousandth(string number, long milli) =>
        Assert.Equal(milli, SaleText.Accepted(SaleText.Valid.Replace("\"quantity\": 2", $"\"quantity\": {number}", StringComparison.Ordinal)).Lines[0].QuantityMilli);

    [Theory]
    [InlineData("2e0")]
    [InlineData("20E-1")]
    [InlineData("0.0005")]
    [InlineData("1.2345")]
    [InlineData("100000.001")]
    [InlineData("0.000")]
    [InlineData("-0.5")]
    public void A_quantity_with_an_exponent_or_finer_than_a_thousandth_is_refused(string number) =>
        SaleText.Refused(
            SaleText.Valid.Replace("\"quantity\": 2", $"\"quantity\": {number}", StringComparison.Ordinal),
            "/lines/0/quantity",
            "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.");

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0e99999999999")]
    [InlineData("-1")]
    [InlineData("100001")]
    [InlineData("4294967298")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1e400")]
    [InlineData("1e99999999999999999999")]
    public void A_number_out_of_range_is_refused(string number) =>
        SaleText.Refused(
            SaleText.Valid.Replace("\"quantity\": 2", $"\"quantity\": {number}", StringComparison.Ordinal), "/lines/0/quantity", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.");

    [Theory]
    [InlineData("\"2\"", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent, not a string: write it without quotes.")]
    [InlineData("true", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    [InlineData("[2]", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    [InlineData("{\"value\":2}", "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent.")]
    public void A_value_of_another_kind_is_no_number(string value, string message) =>
        SaleText.Refused(SaleText.WithLine("quantity", value), "/lines/0/quantity", message);

    [Theory]
    [InlineData("storeId", "7", "Must be 1 to 64 printable characters, as a JSON string.")]
    [InlineData("currency", "false", "Must be an ISO 4217 code in upper case, such as USD, as a JSON string.")]
    [InlineData("soldAt", "1555681560", "Must be an RFC 3339 time with offset, such as 2019-04-19T08:46:00-05:00.")]
    [InlineData("businessDate", "20190419", "Must be a calendar date as yyyy-MM-dd.")]
    [InlineData("type", "\"Sale\"", "Must be sale, return or void, in lower case.")]
    [InlineData("type", "\"refund\"", "Must be sale, return or void, in lower case.")]
    [InlineData("type", "0", "Must be sale, return or void, in lower case.")]
    [InlineData("lines", "{}", "Must be an array of 1 to 1,500 lines.")]
    public void A_value_of_another_kind_is_refused_with_what_belongs_there(string member, string value, string message) =>
        SaleText.Refused(SaleText.With(member, value), "/" + member, message);

    [Fact]
    public void A_line_that_is_no_object_is_refused() =>
        SaleText.Refused(SaleText.With("lines", """["USB-C-CABLE"]"""), "/lines/0", "Must be a JSON object: one line.");

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var reading = SaleText.Read("""
            {"saleId":"bad id","storeId":5,"till":1,"soldAt":"yesterday","currency":"usd",
             "lines":[{"sku":"x","quantity":"1","unitPriceMinor":1,"discountMinor":-1},7,{"sku":"","quantity":0,"unitPriceMinor":5,"discountMinor":6}]}
            """);

        Assert.Null(reading.Sale);
        Assert.Equal("bad id", reading.SaleId);
        Assert.Equal(
            ["/storeId", "/till", "/soldAt", "/lines/0/quantity", "/lines/1", "/saleId", "/currency", "/lines/0/discountMinor", "/lines/2/sku", "/lines/2/quantity"],
            reading.Errors.Select(error => error.Place));
    }

    [Fact]
    public void What_depends_on_a_value_that_could_not_be_read_is_not_held_against_the_sale()
    {
        Assert.Equal(["/type"], SaleText.Pointers("""{"saleId":"a","storeId":"s","type":"cancel","originalSaleId":"b","soldAt":"2019-04-19T08:46:00Z","currency":"USD"}"""));
        Assert.Equal(["/lines/0/unitPriceMinor"], SaleText.Pointers(SaleText.With(sale => (sale["lines"]![0]!["unitPriceMinor"], sale["lines"]![0]!["discountMinor"]) = ("11.95", 100))));
        Assert.Equal(["/soldAt"], SaleText.Pointers(SaleText.With("soldAt", "\"2019-04-19\"")));
    }

    [Fact]
    public void At_most_a_hundred_errors_are_listed()
    {
        var members = string.Join(',', Enumerable.Range(0, 500).Select(index => $"\"m{index}\":0"));

        Assert.Equal(100, SaleText.Read($"{{{members}}}").Errors.Count);
    }

    [Theory]
    [InlineData("", "Must be a JSON object, but there is nothing: send a sale.")]
    [InlineData(" \r\n", "Must be a JSON object, but there is nothing: send a sale.")]
    [InlineData("[]", "Must be a JSON object: one sale.")]
    [InlineData("null", "Must be a JSON object: one sale.")]
    [InlineData("\uFEFF{}", "Starts with a byte order mark: send UTF-8 without it.")]
    public void A_document_that_is_no_object_is_refused(string json, string message) => SaleText.Refused(json, "", message);

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'storeId':1}")]
    [InlineData("{\"storeId\":01}")]
    [InlineData("{\"storeId\":NaN}")]
    [InlineData("{\"storeId\":\"a\nb\"}")]
    [InlineData("{\"storeId\":\"\\x\"}")]
    [InlineData("{} {}")]
    [InlineData("{} x")]
    [InlineData("{/* no */}")]
    public void Malformed_json_is_refused_with_its_place(string json)
    {
        var reading = SaleText.Read(json);

        Assert.Null(reading.Sale);
        var error = reading.Errors[^1];
        Assert.Equal("", error.Place);
        Assert.StartsWith("Is not valid JSON at line ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reader options", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_breaks_off_still_tells_its_id()
    {
        var reading = SaleText.Read("""{"saleId":"LA-01:R2:1043","storeId":""");

        Assert.Equal("LA-01:R2:1043", reading.SaleId);
        Assert.Equal([""], reading.Errors.Select(error => error.Place));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var reading = SaleText.Read($"{{\"saleId\":\"a\",\"x\":{new string('[', 40)}{new string(']', 40)}}}");

        Assert.Equal("a", reading.SaleId);
        Assert.Equal(["/x", ""], reading.Errors.Select(error => error.Place));
        Assert.Contains("depth of 16", reading.Errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_their_place()
    {
        byte[] json = [.. "{\"storeId\":\"caf"u8, 0xE9, .. "\"}"u8];

        var error = Assert.Single(SaleText.Read(json).Errors);

        Assert.Equal(new InputError("", "Is not valid UTF-8 from byte 15: encode the JSON as UTF-8."), error);
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\ude00")]
    [InlineData("\\ude00\\ud83d")]
    public void Half_of_a_surrogate_pair_is_refused(string escape)
    {
        const string Message = "Holds half of a surrogate pair: write characters beyond U+FFFF as UTF-8 or as two \\u escapes.";

        SaleText.Refused(SaleText.Valid.Replace("Charging", escape, StringComparison.Ordinal), "/lines/0/name", Message);
        Assert.Equal(["/type"], SaleText.Pointers(SaleText.Valid.Replace("\"sale\"", $"\"{escape}\"", StringComparison.Ordinal)));
        Assert.Equal(["/soldAt"], SaleText.Pointers(SaleText.Valid.Replace("2019-04-19T", escape, StringComparison.Ordinal)));
        Assert.Equal([""], SaleText.Pointers(SaleText.Valid.Replace("{ \"saleId\"", $"{{ \"{escape}\": 1, \"saleId\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Escapes_spell_the_same_names_and_values()
    {
        var escaped = SaleText.Valid.Replace("originalSaleId", string.Concat("originalSaleId".Select(letter => $"\\u{(int)letter:x4}")), StringComparison.Ordinal)
            .Replace("\"sale\"", "\"\\u0073ale\"", StringComparison.Ordinal)
            .Replace("\"2019-04-19\"", "\"2019\\u002d04-19\"", StringComparison.Ordinal)
            .Replace("USB-C-CABLE", "USB\\u002dC-CABLE", StringComparison.Ordinal);

        Assert.Equal(SaleText.Accepted(SaleText.Valid), SaleText.Accepted(escaped));
    }

    [Fact]
    public void A_sale_of_up_to_256_KB_is_read_and_a_larger_one_is_not()
    {
        var padding = new string(' ', SaleIntake.MaxBytes - Encoding.UTF8.GetByteCount(SaleText.Valid));

        Assert.NotNull(SaleText.Read(SaleText.Valid + padding).Sale);
        SaleText.Refused(SaleText.Valid + padding + " ", "", "Must be at most 262,144 bytes (256 KB): split the receipt.");
    }
}

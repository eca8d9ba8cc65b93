using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Xunit;

namespace GadgetSales.Tests.Sales;

public sealed class CanonicalFormTests
{
    static readonly Sale Sale = SaleText.Accepted(SaleText.Valid);

    public static TheoryData<string> SameContent =>
    [
        SaleText.With(Reverse),
        SaleText.Valid.Replace(" ", "", StringComparison.Ordinal).Replace("USB-CChargingCable", " USB-C Charging Cable ", StringComparison.Ordinal),
        SaleText.With(sale => sale.Remove("type")),
        SaleText.With(sale => sale.Remove("originalSaleId")),
        SaleText.With(sale => sale.Remove("businessDate")),
        SaleText.With(sale => sale["lines"]![0]!.AsObject().Remove("discountMinor")),
        SaleText.Valid.Replace("1195", "119.50e1", StringComparison.Ordinal).Replace("1043,", "1043.0,", StringComparison.Ordinal),
        SaleText.Valid.Replace("08:46:00-05:00", "08:46:00.000-05:00", StringComparison.Ordinal),
        SaleText.Valid.Replace("Charging", "\\u0043harging", StringComparison.Ordinal),
        SaleText.Valid.Replace("\"quantity\": 2", "\"quantity\": 2.000", StringComparison.Ordinal),
        SaleText.With(sale =>
        {
            (sale["training"], sale["taxIncluded"], sale["taxMinor"], sale["discountMinor"], sale["tipMinor"], sale["roundingMinor"]) = (false, true, null, 0, 0, 0);
            (sale["externalId"], sale["payments"], sale["metadata"]) = (null, new JsonArray(), new JsonObject());
            var line = sale["lines"]![0]!;
            (line["kind"], line["returned"], line["taxMinor"], line["taxCode"], line["originalSaleId"], line["amountMinor"]) = ("goods", false, null, null, null, null);
        }),
    ];

    public static TheoryData<string, string> OtherContent => new()
    {
        { SaleText.With("saleId", "\"other\""), "/saleId" },
        { SaleText.With("storeId", "\"la-01\""), "/storeId" },
        { SaleText.With("registerId", "null"), "/registerId" },
        { SaleText.With("receiptNumber", "1044"), "/receiptNumber" },
        { SaleText.With("type", "\"return\""), "/type" },
        { SaleText.With("soldAt", "\"2019-04-19T08:46:00.001-05:00\""), "/soldAt" },
        { SaleText.With("soldAt", "\"2019-04-19T09:46:00-04:00\""), "/soldAt" },
        { SaleText.With("businessDate", "\"2019-04-18\""), "/businessDate" },
        { SaleText.With("currency", "\"CAD\""), "/currency" },
        { SaleText.With("channel", "\"web\""), "/channel" },
        { SaleText.WithLine("sku", "\"USB-C\""), "/lines/0/sku" },
        { SaleText.WithLine("name", "null"), "/lines/0/name" },
        { SaleText.WithLine("category", "\"cables\""), "/lines/0/category" },
        { SaleText.WithLine("quantity", "3"), "/lines/0/quantity" },
        { SaleText.WithLine("unitPriceMinor", "1196"), "/lines/0/unitPriceMinor" },
        { SaleText.WithLine("discountMinor", "1"), "/lines/0/discountMinor" },
        { SaleText.WithLine("quantity", "2.001"), "/lines/0/quantity" },
        { SaleText.WithLine("kind", "\"fee\""), "/lines/0/kind" },
        { SaleText.WithLine("taxMinor", "0"), "/lines/0/taxMinor" },
        { SaleText.WithLine("taxCode", "\"reduced\""), "/lines/0/taxCode" },
        { SaleText.With("externalId", "\"#1001\""), "/externalId" },
        { SaleText.With("training", "true"), "/training" },
        { SaleText.With("taxIncluded", "false"), "/taxIncluded" },
        { SaleText.With("taxMinor", "0"), "/taxMinor" },
        { SaleText.With("discountMinor", "1"), "/discountMinor" },
        { SaleText.With("tipMinor", "1"), "/tipMinor" },
        { SaleText.With("roundingMinor", "-1"), "/roundingMinor" },
        { SaleText.With("payments", """[{"method":"cash","amountMinor":2390}]"""), "/payments/0" },
        { SaleText.With("metadata", """{"a":"b"}"""), "/metadata" },
    };

    [Theory]
    [MemberData(nameof(SameContent))]
    public void The_same_content_has_the_same_canonical_form(string json)
    {
        var other = SaleText.Accepted(json);

        Assert.Equal(SaleText.Canonical(Sale), SaleText.Canonical(other));
        Assert.Empty(SaleDifferences.Between(Sale, other));
        Assert.Equal(Sale, other);
        Assert.Equal(Sale.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(OtherContent))]
    public void Other_content_differs_in_form_and_the_difference_is_named(string json, string pointer)
    {
        var other = SaleText.Accepted(json);

        Assert.NotEqual(SaleText.Canonical(Sale), SaleText.Canonical(other));
        Assert.Equal([pointer], SaleDifferences.Between(Sale, other));
        Assert.NotEqual(Sale, other);
    }

    [Fact]
    public void A_business_date_that_the_till_left_to_us_matches_any_and_a_time_in_utc_its_instant()
    {
        var recorded = SaleText.Accepted(SaleText.With("businessDate", "\"2019-04-20\""));

        Assert.Empty(SaleDifferences.Between(recorded, SaleText.Accepted(SaleText.With(sale => sale.Remove("businessDate")))));
        Assert.Empty(SaleDifferences.Between(recorded, SaleText.Accepted(SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = ("2019-04-19T13:46:00Z", "2019-04-20")))));
        Assert.Equal(["/businessDate"], SaleDifferences.Between(recorded, SaleText.Accepted(SaleText.Valid)));
        Assert.Equal(["/soldAt"], SaleDifferences.Between(recorded, SaleText.Accepted(SaleText.With(sale => (sale["soldAt"], sale["businessDate"]) = ("2019-04-19T13:46:01Z", null)))));
    }

    [Fact]
    public void The_order_of_metadata_is_no_difference() =>
        Assert.Equal(
            SaleText.Canonical(SaleText.Accepted(SaleText.With("metadata", """{"b":"1","a":"2"}"""))),
            SaleText.Canonical(SaleText.Accepted(SaleText.With("metadata", """{"a":"2","b":"1"}"""))));

    [Fact]
    public void Differences_come_in_document_order_and_a_line_of_one_side_is_named_whole()
    {
        var recorded = SampleSales.Sale();
        var posted = recorded with { Channel = null, StoreId = "NYC", Lines = [recorded.Lines[0] with { Quantity = 9, Sku = "x" }, recorded.Lines[1], recorded.Lines[1], recorded.Lines[1]] };

        string[] expected = ["/storeId", "/channel", "/lines/0/sku", "/lines/0/quantity", "/lines/2", "/lines/3"];
        Assert.Equal(expected, SaleDifferences.Between(recorded, posted));
        Assert.Equal(expected, SaleDifferences.Between(posted, recorded));
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_different_content() =>
        Assert.Equal(
            ["/lines/0/name"],
            SaleDifferences.Between(
                SaleText.Accepted(SaleText.WithLine("name", "\"\u00e9\"")), SaleText.Accepted(SaleText.WithLine("name", "\"e\u0301\""))));

    [Fact]
    public void The_canonical_form_never_changes()
    {
        // Ledgers hold it: a change must read what was written before.
        Assert.Equal("a2648e59", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SaleText.Canonical(Sale))))[..8]);
    }

    static void Reverse(JsonObject members)
    {
        var reversed = members.Reverse().ToArray();
        members.Clear();
        foreach (var (name, value) in reversed)
        {
            members.Add(name, value);
        }
    }
}

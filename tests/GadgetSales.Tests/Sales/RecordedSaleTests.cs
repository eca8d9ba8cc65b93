using System.Text;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Sales;

public sealed class RecordedSaleTests
{
    [Fact]
    public void The_recorded_form_is_the_content_and_what_recording_adds()
    {
        var sale = SaleText.Read(SaleText.Valid).Sale!;

        var json = SaleText.Recorded(RecordedSale.Of(sale, SaleText.Now));

        Assert.Equal(
            """
            {"saleId":"LA-01:R2:1043","storeId":"LA-01","registerId":"R2","receiptNumber":1043,"type":"sale",
            "soldAt":"2019-04-19T08:46:00-05:00","businessDate":"2019-04-19","currency":"USD","channel":"store",
            "lines":[{"sku":"USB-C-CABLE","name":"USB-C Charging Cable","category":"Cables","quantity":2,"unitPriceMinor":1195,"discountMinor":0}],
            "version":1,"totalMinor":2390,"units":2,"recordedAt":"2019-04-20T12:00:00Z"}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void A_recorded_void_reads_back_with_its_original()
    {
        var original = SaleText.Read(SaleText.Valid).Sale!;
        var cancel = SaleText.Read("""{"saleId":"v1","storeId":"LA-01","type":"void","originalSaleId":"LA-01:R2:1043","soldAt":"2019-04-19T09:00:00-05:00","currency":"USD"}""").Sale!;
        var recorded = RecordedSale.Of(cancel, SaleText.Now.AddTicks(1), VoidedSale.Of(original));

        var json = SaleText.Recorded(recorded);
        var read = SaleJson.ReadRecorded(Encoding.UTF8.GetBytes(json));

        Assert.Equal(json, SaleText.Recorded(read));
        Assert.Equal(-2390, read.TotalMinor);
        Assert.Equal(original.Lines, read.Original!.Lines);
        Assert.Equal(SaleText.Now.AddTicks(1), read.RecordedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(SaleText.Valid)]
    public void What_was_never_recorded_is_a_damaged_store(string json) =>
        Assert.Throws<FormatException>(() => SaleJson.ReadRecorded(Encoding.UTF8.GetBytes(json)));
}

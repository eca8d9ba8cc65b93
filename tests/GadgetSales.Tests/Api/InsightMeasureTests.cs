using System.Net;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Api;

/// <summary>Measures as real tills need them: taxes, halves of metres, exchanges, tips, gift cards and payments.</summary>
public sealed class InsightMeasureTests
{
    const string April = "from=2019-04-01&to=2019-04-30";

    [Fact]
    public async Task Revenue_and_units_never_contain_stored_value_tips_rounding_or_training()
    {
        var sale = Sold("1", Line("cable", 500, 1190) with { TaxMinor = 95, TaxCode = "standard" }, Line("card", 1000, 5000) with { Kind = LineKind.GiftCard }, Line("delivery", 1000, 490) with { Kind = LineKind.Fee })
            with
        { TipMinor = 200, RoundingMinor = -2, Payments = [new(PaymentMethod.Card, 6283)] };
        await using var host = await InsightHost.StartAsync([sale, sale with { SaleId = "2", Training = true }]);

        var answer = await host.AskAsync($"measures=revenue,netRevenue,tax,units,averagePrice,tips,rounding,storedValue,payments,transactions&{April}");

        Assert.Equal(
            """[{"revenueMinor":1085,"netRevenueMinor":990,"taxMinor":95,"units":0.5,"averagePriceMinor":1190,"tipsMinor":200,"roundingMinor":-2,"storedValueMinor":5000,"paymentsMinor":6283,"transactions":1,"taxUnknownMinor":490}]""",
            Rows(answer));
        Assert.True(answer.GetProperty("taxIncluded").GetBoolean());
    }

    [Fact]
    public async Task An_exchange_is_one_receipt_with_lines_both_ways()
    {
        await using var host = await InsightHost.StartAsync(
            [Sold("1", Line("a", 2000, 1000) with { DiscountMinor = 500 }), Sold("2", Line("b", 1000, 900), Line("a", 1000, 750) with { Returned = true }), Sold("3", Line("a", 1000, 750)) with { Type = SaleType.Return }]);

        var answer = await host.AskAsync($"measures=revenue,grossRevenue,discount,returns,unitsSold,unitsReturned,transactions,returnReceipts,unitsPerTransaction,discountRate,returnRate&{April}");

        Assert.Equal(
            """[{"revenueMinor":900,"grossRevenueMinor":2900,"discountMinor":500,"returnsMinor":1500,"unitsSold":3,"unitsReturned":2,"transactions":2,"returnReceipts":1,"unitsPerTransaction":1.5,"discountRate":0.172414,"returnRate":0.625}]""",
            Rows(answer));
    }

    [Fact]
    public async Task Gift_cards_that_pay_take_stored_value_away_and_payments_are_told_apart_by_method()
    {
        await using var host = await InsightHost.StartAsync(
            [Sold("1", Line("a", 1000, 3000)) with { Payments = [new(PaymentMethod.GiftCard, 2000), new(PaymentMethod.Cash, 1610), new(PaymentMethod.Cash, -610)] }]);

        Assert.Equal("""[{"storedValueMinor":-2000}]""", Rows(await host.AskAsync($"measures=storedValue&{April}")));
        Assert.Equal(
            """[{"paymentMethod":"giftCard","paymentsMinor":2000},{"paymentMethod":"cash","paymentsMinor":1000}]""", Rows(await host.AskAsync($"measures=payments&groupBy=paymentMethod&{April}")));
    }

    [Fact]
    public async Task Prices_with_and_without_tax_in_one_answer_are_called_mixed()
    {
        await using var host = await InsightHost.StartAsync([Sold("1", Line("a", 1000, 100)), Sold("2", Line("a", 1000, 100)) with { TaxIncluded = false, StoreId = "NYC" }]);

        Assert.Equal("mixed", (await host.AskAsync($"measures=revenue&{April}")).GetProperty("taxIncluded").GetString());
        Assert.False((await host.AskAsync($"measures=revenue&{April}&store=NYC")).GetProperty("taxIncluded").GetBoolean());
        Assert.False((await host.AskAsync($"measures=units&{April}")).TryGetProperty("taxIncluded", out _));
    }

    [Theory]
    [InlineData("groupBy", "measures=tips&groupBy=sku")]
    [InlineData("category", "measures=storedValue&category=Audio")]
    [InlineData("taxCode!", "measures=payments&taxCode!=standard")]
    [InlineData("groupBy", "measures=revenue&groupBy=paymentMethod")]
    [InlineData("paymentMethod", "measures=payments&paymentMethod=cheque")]
    public async Task What_receipts_have_is_not_asked_of_articles_nor_what_lines_have_of_payments(string parameter, string question)
    {
        await using var host = await InsightHost.StartAsync([]);

        var problem = await ProblemAssert.IsAsync(await host.GetAsync(question), HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    static string Rows(JsonElement answer) => answer.GetProperty("rows").GetRawText();

    static SaleLine Line(string sku, long milli, long price) => new() { Sku = sku, QuantityMilli = milli, UnitPriceMinor = price };

    static Sale Sold(string id, params SaleLine[] lines) => SampleSales.Sale(id) with { Lines = lines };
}

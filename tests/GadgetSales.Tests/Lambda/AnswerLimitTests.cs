using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lambda;

public sealed class AnswerLimitTests
{
    [Fact]
    public async Task The_largest_sale_fits_into_an_answer_alone()
    {
        using var function = new TestFunction();
        var sale = Wholesale(1500, new string('商', 64));

        var rows = await function.RowsOfAsync(StreamRecords.Insert(TestFunction.Recorded(sale)));

        Assert.Equal(1500, rows.Count);
    }

    [Fact]
    public async Task Rows_that_do_not_fit_into_6_MB_fail_and_the_answer_stays_below_it()
    {
        using var function = new TestFunction();
        for (var number = 0; number < 20; number++)
        {
            function.Firehose.Put(StreamRecords.Insert(TestFunction.Recorded(Wholesale(1500, new string('商', 40)) with { SaleId = $"W:{number}" })));
        }

        await function.Firehose.DeliverAsync();

        Assert.Equal(20, function.Firehose.Delivered + function.Firehose.Errors.Count);
        Assert.NotEmpty(function.Firehose.Errors);
        Assert.All(function.Firehose.Errors, error => Assert.Equal(("processing-failed", 1), (error.Type, error.Attempts)));
        Assert.InRange(function.LargestAnswer, 4_000_000, 6_000_000);
        Assert.Contains(function.Log, line => (string?)line["code"] == "answer_full");
    }

    [Fact]
    public async Task A_small_sale_behind_one_that_did_not_fit_still_does()
    {
        using var function = new TestFunction(answerLimit: 60_000);
        function.Firehose.Put(StreamRecords.Insert(TestFunction.Recorded(Wholesale(200, "S"))));
        function.Firehose.Put(StreamRecords.Insert(TestFunction.Recorded(SampleSales.Sale())));

        await function.Firehose.DeliverAsync();

        Assert.Equal((1, 1), (function.Firehose.Delivered, function.Firehose.Errors.Count));
    }

    [Fact]
    public async Task What_did_not_fit_fits_when_it_is_sent_again_in_smaller_company()
    {
        using var function = new TestFunction(answerLimit: 60_000);
        for (var number = 0; number < 10; number++)
        {
            function.Firehose.Put(StreamRecords.Insert(TestFunction.Recorded(Wholesale(20, "S") with { SaleId = $"W:{number}" })));
        }

        await function.Firehose.DeliverAsync();
        var failed = function.Firehose.Errors.ToList();
        foreach (var error in failed)
        {
            function.Firehose.Put(error.RawData);
            await function.Firehose.DeliverAsync();
        }

        Assert.NotEmpty(failed);
        Assert.Equal((10, failed.Count), (function.Firehose.Delivered, function.Firehose.Errors.Count));
    }

    static Sale Wholesale(int lines, string store) => SampleSales.Sale() with
    {
        StoreId = store,
        Lines = [.. Enumerable.Range(1, lines).Select(number => new SaleLine { Sku = $"A{number}", Quantity = 1, UnitPriceMinor = number })],
    };
}

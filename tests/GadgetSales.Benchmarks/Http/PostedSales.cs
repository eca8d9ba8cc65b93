using System.Globalization;
using System.Text;

namespace GadgetSales.Benchmarks.Http;

/// <summary>Bodies of ordinary sales with two lines and ids that never repeat.</summary>
static class PostedSales
{
    static long _next;

    /// <summary>Requests that each post one new sale.</summary>
    public static Func<ReadOnlyMemory<byte>> Singles(string storeId = "LA-01") => () => HttpLoad.Post("/v1/sales", Encoding.UTF8.GetBytes(One(storeId)));

    /// <summary>Requests that each post a JSON array of <paramref name="size"/> new sales.</summary>
    public static Func<ReadOnlyMemory<byte>> Batches(int size) => () =>
    {
        var body = new StringBuilder("[");
        for (var i = 0; i < size; i++)
        {
            body.Append(i == 0 ? "" : ",").Append(One("LA-01"));
        }

        return HttpLoad.Post("/v1/sales/batch", Encoding.UTF8.GetBytes(body.Append(']').ToString()));
    };

    public static string One(string storeId)
    {
        var number = Interlocked.Increment(ref _next);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"saleId":"{{storeId}}:R2:{{number}}","storeId":"{{storeId}}","registerId":"R2","receiptNumber":{{number}},"type":"sale","soldAt":"2019-04-19T08:46:00-05:00","currency":"USD","channel":"store","lines":[{"sku":"USB-C-CABLE","name":"USB-C Charging Cable","category":"Cables","quantity":2,"unitPriceMinor":1195,"discountMinor":0},{"sku":"IPHONE","name":"iPhone","category":"Phones","quantity":1,"unitPriceMinor":70000,"discountMinor":500}]}
            """);
    }
}

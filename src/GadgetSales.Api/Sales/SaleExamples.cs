namespace GadgetSales.Api.Sales;

/// <summary>What "Try it out" starts with. Each works as it stands, posted in this order; posted again, it is a replay.</summary>
public static class SaleExamples
{
    /// <summary>What the first example is answered with.</summary>
    public const string RecordedText = """
        {
          "saleId": "LA-01:R2:1043", "storeId": "LA-01", "registerId": "R2", "receiptNumber": 1043, "type": "sale",
          "soldAt": "2019-04-19T08:46:00-05:00", "businessDate": "2019-04-19", "currency": "USD", "channel": "store",
          "lines": [ { "sku": "USB-C-CABLE", "name": "USB-C Charging Cable", "category": "Cables", "quantity": 2, "unitPriceMinor": 1195, "discountMinor": 0 } ],
          "version": 1, "totalMinor": 2390, "units": 2, "recordedAt": "2026-11-22T10:15:31.1234567Z"
        }
        """;

    /// <summary>What a batch may be answered with.</summary>
    public const string BatchResultText = """
        {
          "recorded": 1, "replayed": 0, "conflicts": 0, "rejected": 1,
          "results": [
            { "index": 0, "saleId": "NY-02:R1:501", "status": "recorded" },
            { "index": 1, "saleId": "NY-02:R1:502", "status": "rejected",
              "problem": { "type": "urn:gadgetsales:problem:validation_failed", "title": "The content breaks the rules named in errors.", "status": 400,
                           "code": "validation_failed", "retryable": false, "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                           "errors": { "/lines/0/quantity": [ "Must be a whole number from 1 to 100,000." ] } } }
          ]
        }
        """;

    const string SaleText = """
        {
          "saleId": "LA-01:R2:1043",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1043,
          "type": "sale",
          "soldAt": "2019-04-19T08:46:00-05:00",
          "businessDate": "2019-04-19",
          "currency": "USD",
          "channel": "store",
          "lines": [
            { "sku": "USB-C-CABLE", "name": "USB-C Charging Cable", "category": "Cables", "quantity": 2, "unitPriceMinor": 1195, "discountMinor": 0 }
          ]
        }
        """;

    const string ReturnText = """
        {
          "saleId": "LA-01:R2:1044",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1044,
          "type": "return",
          "originalSaleId": "LA-01:R2:1043",
          "soldAt": "2019-04-20T11:05:00-05:00",
          "currency": "USD",
          "lines": [
            { "sku": "USB-C-CABLE", "name": "USB-C Charging Cable", "category": "Cables", "quantity": 1, "unitPriceMinor": 1195 }
          ]
        }
        """;

    const string VoidText = """
        {
          "saleId": "LA-01:R2:1045",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1045,
          "type": "void",
          "originalSaleId": "LA-01:R2:1043",
          "soldAt": "2019-04-20T11:20:00-05:00",
          "currency": "USD"
        }
        """;

    const string BatchText = """
        [
          {
            "saleId": "NY-02:R1:501", "storeId": "NY-02", "registerId": "R1", "receiptNumber": 501,
            "soldAt": "2019-04-19T17:30:00-04:00", "currency": "USD",
            "lines": [ { "sku": "HEADSET-BT", "name": "Bluetooth Headset", "category": "Audio", "quantity": 1, "unitPriceMinor": 9999, "discountMinor": 1000 } ]
          },
          {
            "saleId": "NY-02:R1:502", "storeId": "NY-02", "registerId": "R1", "receiptNumber": 502,
            "soldAt": "2019-04-19T17:34:00-04:00", "currency": "USD",
            "lines": [ { "sku": "AAA-4", "name": "AAA Batteries (4-pack)", "category": "Power", "quantity": 3, "unitPriceMinor": 299 } ]
          }
        ]
        """;

    const string LinesText = """
        {"saleId":"NY-02:R1:503","storeId":"NY-02","soldAt":"2019-04-19T17:40:00-04:00","currency":"USD","lines":[{"sku":"AAA-4","quantity":1,"unitPriceMinor":299}]}
        {"saleId":"NY-02:R1:504","storeId":"NY-02","soldAt":"2019-04-19T17:41:00-04:00","currency":"USD","lines":[{"sku":"USB-C-CABLE","quantity":2,"unitPriceMinor":1195}]}
        """;

    public static readonly BodyDocs Single = new(
        "One sale of at most 256 KB, also compressed (Content-Encoding: gzip, br or deflate).",
        new BodyForm(
            MediaTypes.Json,
            SaleSchemas.Sale,
            new BodyExample("sale", "A sale", SaleText),
            new BodyExample("return", "A return of one of its pieces", ReturnText),
            new BodyExample("void", "A void that cancels the sale (post the sale first)", VoidText)));

    public static readonly BodyDocs Batch = new(
        "At most 1,000 sales and 5 MB, counted after decompression (Content-Encoding: gzip, br or deflate).",
        new BodyForm(MediaTypes.Json, SaleSchemas.Sale, new BodyExample("array", "An array of sales", BatchText)) { IsArray = true },
        new BodyForm(MediaTypes.NdJson, null, new BodyExample("lines", "A sale on each line", LinesText)));
}

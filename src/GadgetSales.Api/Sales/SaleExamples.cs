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
                           "errors": { "/lines/0/quantity": [ "Must be a number above 0 up to 100,000, with at most 3 decimals and no exponent." ] } } }
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

    const string ExchangeText = """
        {
          "saleId": "LA-01:R2:1046",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1046,
          "soldAt": "2019-04-20T12:10:00-05:00",
          "currency": "USD",
          "lines": [
            { "sku": "HEADSET-BT", "name": "Bluetooth Headset", "category": "Audio", "quantity": 1, "unitPriceMinor": 9999 },
            { "sku": "USB-C-CABLE", "name": "USB-C Charging Cable", "category": "Cables", "quantity": 1, "unitPriceMinor": 1195, "returned": true, "originalSaleId": "LA-01:R2:1043" }
          ],
          "payments": [ { "method": "card", "amountMinor": 8804 } ]
        }
        """;

    const string TipText = """
        {
          "saleId": "LA-01:R2:1047",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1047,
          "soldAt": "2019-04-20T12:30:00-05:00",
          "currency": "USD",
          "taxIncluded": false,
          "taxMinor": 380,
          "discountMinor": 500,
          "tipMinor": 300,
          "lines": [
            { "sku": "SCREEN-REPAIR", "name": "Screen repair", "kind": "fee", "quantity": 1.5, "unitPriceMinor": 3000 },
            { "sku": "SCREEN-GUARD", "name": "Screen guard", "category": "Phones", "quantity": 1, "unitPriceMinor": 1000 }
          ],
          "payments": [ { "method": "cash", "amountMinor": 6000 }, { "method": "cash", "amountMinor": -320 } ]
        }
        """;

    const string GiftCardText = """
        {
          "saleId": "LA-01:R2:1048",
          "storeId": "LA-01",
          "registerId": "R2",
          "receiptNumber": 1048,
          "soldAt": "2019-04-20T12:40:00-05:00",
          "currency": "USD",
          "externalId": "#1048",
          "metadata": { "cashier": "17" },
          "lines": [
            { "sku": "GIFT-50", "name": "Gift card", "kind": "giftCard", "quantity": 1, "unitPriceMinor": 5000 },
            { "sku": "CABLE-METRE", "name": "Speaker cable", "category": "Cables", "quantity": 0.385, "unitPriceMinor": 1290, "taxMinor": 40, "taxCode": "standard" },
            { "sku": "AAA-4", "name": "AAA Batteries (4-pack)", "category": "Power", "quantity": 3, "amountMinor": 1000 }
          ],
          "payments": [ { "method": "giftCard", "amountMinor": 2000 }, { "method": "card", "amountMinor": 4497 } ]
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
            new BodyExample("void", "A void that cancels the sale (post the sale first)", VoidText),
            new BodyExample("exchange", "An exchange: one piece comes back, another is sold", ExchangeText),
            new BodyExample("tip", "A fee of one and a half hours, a discount on the whole, tax on top, a tip and change", TipText),
            new BodyExample("giftCard", "A gift card sold, less than a metre of cable, three for a price, paid with another gift card", GiftCardText)));

    public static readonly BodyDocs Batch = new(
        "At most 1,000 sales and 5 MB, counted after decompression (Content-Encoding: gzip, br or deflate).",
        new BodyForm(MediaTypes.Json, SaleSchemas.Sale, new BodyExample("array", "An array of sales", BatchText)) { IsArray = true },
        new BodyForm(MediaTypes.NdJson, null, new BodyExample("lines", "A sale on each line", LinesText)));
}

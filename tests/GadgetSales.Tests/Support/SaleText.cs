using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;

namespace GadgetSales.Tests.Support;

/// <summary>JSON of sales for tests: a valid one to start from, with members changed or taken away.</summary>
public static class SaleText
{
    public const string Valid = """
        { "saleId": "LA-01:R2:1043", "storeId": "LA-01", "registerId": "R2", "receiptNumber": 1043,
          "type": "sale", "originalSaleId": null,
          "soldAt": "2019-04-19T08:46:00-05:00", "businessDate": "2019-04-19",
          "currency": "USD", "channel": "store",
          "lines": [ { "sku": "USB-C-CABLE", "name": "USB-C Charging Cable", "category": "Cables",
                       "quantity": 2, "unitPriceMinor": 1195, "discountMinor": 0 } ] }
        """;

    /// <summary>The valid sale after <paramref name="change"/>.</summary>
    public static string With(Action<JsonObject> change)
    {
        var sale = JsonNode.Parse(Valid)!.AsObject();
        change(sale);
        return sale.ToJsonString();
    }

    /// <summary>The valid sale with one of its line's members set to a JSON text.</summary>
    public static string WithLine(string member, string json) =>
        With(sale => sale["lines"]![0]![member] = JsonNode.Parse(json));

    /// <summary>The valid sale with a member set to a JSON text.</summary>
    public static string With(string member, string json) => With(sale => sale[member] = JsonNode.Parse(json));

    public static SaleReading Read(string json, string? idempotencyKey = null) =>
        new SaleIntake(new FixedTime()).Read(Encoding.UTF8.GetBytes(json), idempotencyKey);

    public static string Canonical(Sale sale)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SaleJson.WriteCanonical(sale, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Recorded(RecordedSale sale)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SaleJson.WriteRecorded(sale, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

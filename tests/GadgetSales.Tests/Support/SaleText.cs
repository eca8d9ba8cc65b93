using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;
using Microsoft.Extensions.Time.Testing;
using Xunit;

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

    /// <summary>When the tests read: the day after the valid sale.</summary>
    public static readonly DateTimeOffset Now = new(2019, 4, 20, 12, 0, 0, TimeSpan.Zero);

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
        Read(Encoding.UTF8.GetBytes(json), idempotencyKey);

    public static SaleReading Read(ReadOnlySpan<byte> json, string? idempotencyKey = null) =>
        Intake(new FakeTimeProvider(Now)).Read(json, idempotencyKey);

    public static SaleIntake Intake(TimeProvider time) => new(new SaleValidator(time));

    /// <summary>The sale that <paramref name="json"/> holds; fails the test when it is refused.</summary>
    public static Sale Accepted(string json)
    {
        var reading = Read(json);
        Assert.Empty(reading.Errors);
        return reading.Sale!;
    }

    /// <summary>The pointers of what is wrong with <paramref name="json"/>, in order.</summary>
    public static string[] Pointers(string json) => [.. Read(json).Errors.Select(error => error.Place)];

    /// <summary>Asserts that <paramref name="json"/> is refused for exactly one reason.</summary>
    public static void Refused(string json, string pointer, string message)
    {
        var reading = Read(json);
        Assert.Null(reading.Sale);
        Assert.Equal(new InputError(pointer, message), Assert.Single(reading.Errors));
    }

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

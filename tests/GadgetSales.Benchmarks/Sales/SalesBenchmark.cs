using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GadgetSales.Core.Sales;

namespace GadgetSales.Benchmarks.Sales;

/// <summary>
/// What a sale costs on its way in: time and allocated bytes of reading, validating and writing, beside source-generated
/// System.Text.Json deserializing the same bodies into the same shape.
/// </summary>
static class SalesBenchmark
{
    const int Bodies = 128;
    const int Rounds = 60;
    const int WarmUp = 10;
    static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(20);

    public static int Run()
    {
        foreach (var lines in (int[])[1, 3, 100])
        {
            Measure(lines);
        }

        return 0;
    }

    static void Measure(int lines)
    {
        var bodies = Enumerable.Range(0, Bodies).Select(index => Body(index, lines)).ToArray();
        var validator = new SaleValidator(TimeProvider.System);
        var intake = new SaleIntake(validator);
        var sales = bodies.Select(body => intake.Read(body).Sale!).ToArray();
        var recorded = Array.ConvertAll(sales, sale => Recorded(sale));
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);

        var cases = new (string Name, Action<int> Work)[]
        {
            ("System.Text.Json deserialize", index => JsonSerializer.Deserialize(bodies[index], PlainJson.Default.PlainSale)),
            ("parse + validate (SaleIntake)", index => intake.Read(bodies[index])),
            ("validate (SaleValidator)", index => validator.Validate(sales[index])),
            ("write canonical", index =>
            {
                buffer.ResetWrittenCount();
                SaleJson.WriteCanonical(sales[index], buffer);
            }),
            ("read recorded", index => SaleJson.ReadRecorded(recorded[index])),
        };

        Print($"{lines} line(s), {bodies[0].Length} bytes", "ns/sale", "B/sale", "ratio");
        var results = Fastest(cases.Select(entry => entry.Work).ToArray());
        for (var index = 0; index < cases.Length; index++)
        {
            var (nanoseconds, bytes) = results[index];
            Print(cases[index].Name, $"{nanoseconds:N0}", $"{bytes:N0}", (nanoseconds / results[0].Nanoseconds).ToString("0.00", CultureInfo.InvariantCulture));
        }

        Console.Out.WriteLine();
    }

    /// <summary>The fastest of many short rounds of each case, which a busy machine disturbed least; the cases take turns.</summary>
    static (double Nanoseconds, double Bytes)[] Fastest(Action<int>[] cases)
    {
        var rounds = Enumerable.Range(0, WarmUp + Rounds).Select(_ => Array.ConvertAll(cases, Round)).Skip(WarmUp).ToArray();
        return [.. Enumerable.Range(0, cases.Length).Select(index =>
            (rounds.Min(round => round[index].Nanoseconds), rounds[^1][index].Bytes))];
    }

    static (double Nanoseconds, double Bytes) Round(Action<int> work)
    {
        var count = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        do
        {
            for (var index = 0; index < Bodies; index++)
            {
                work(index);
            }

            count += Bodies;
        }
        while (Stopwatch.GetElapsedTime(start) < RoundTime);

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / count, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count);
    }

    static byte[] Recorded(Sale sale)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SaleJson.WriteRecorded(RecordedSale.Of(sale, sale.SoldAt), buffer);
        return buffer.WrittenSpan.ToArray();
    }

    static byte[] Body(int index, int lines)
    {
        var items = Enumerable.Range(0, lines).Select(line =>
            $$"""{"sku":"SKU-{{(index * 7) + line}}","name":"USB-C Charging Cable","category":"Cables","quantity":{{1 + (line % 3)}},"unitPriceMinor":1195,"discountMinor":0}""");
        return Encoding.UTF8.GetBytes(
            $$"""{"saleId":"LA-01:R2:{{index}}","storeId":"LA-01","registerId":"R2","receiptNumber":{{index + 1}},"type":"sale","originalSaleId":null,"soldAt":"2019-04-19T08:46:00-05:00","businessDate":"2019-04-19","currency":"USD","channel":"store","lines":[{{string.Join(',', items)}}]}""");
    }

    static void Print(string name, string nanoseconds, string bytes, string ratio) =>
        Console.Out.WriteLine($"{name,-34}{nanoseconds,10}{bytes,10}{ratio,8}");
}

sealed record PlainSale(
    string SaleId, string StoreId, string? RegisterId, long? ReceiptNumber, string Type, string? OriginalSaleId, DateTimeOffset SoldAt,
    DateOnly? BusinessDate, string Currency, string? Channel, PlainLine[] Lines);

sealed record PlainLine(string Sku, string? Name, string? Category, int Quantity, long UnitPriceMinor, long DiscountMinor);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(PlainSale))]
sealed partial class PlainJson : JsonSerializerContext;

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GadgetSales.Lambda.Feed;
using GadgetSales.Lambda.Runtime;

namespace GadgetSales.Benchmarks.Lambda;

/// <summary>What the transformation takes for a batch of 500 changes, warm: milliseconds and allocated bytes, without the Runtime API around it.</summary>
static class LambdaBenchmark
{
    const int Records = 500;
    const int WarmUp = 100;
    const int Rounds = 200;

    public static int Run()
    {
        foreach (var lines in (int[])[1, 3, 20])
        {
            Measure(lines);
        }

        return 0;
    }

    static void Measure(int lines)
    {
        var batch = Event(lines);
        using var log = new FunctionLog(Stream.Null, TimeProvider.System);
        using var transformation = new FirehoseTransformation(log, TimeProvider.System);
        var answer = 0;
        for (var round = 0; round < WarmUp; round++)
        {
            answer = transformation.Transform(batch).Length;
        }

        var times = new double[Rounds];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            transformation.Transform(batch);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Rounds;
        Array.Sort(times);
        Console.Out.WriteLine(
            $"{Records} records of {lines,2} line(s), {batch.Length / 1e6:N2} MB in, {answer / 1e6:N2} MB out: "
            + $"fastest {times[0]:N2} ms, median {times[Rounds / 2]:N2} ms, p95 {times[Rounds * 95 / 100]:N2} ms, {allocated / 1e6:N2} MB allocated");
    }

    static byte[] Event(int lines) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        invocationId = "benchmark",
        deliveryStreamArn = "arn",
        region = "eu-central-1",
        records = Enumerable.Range(0, Records).Select(index => new { recordId = $"{index:D56}", approximateArrivalTimestamp = 1_495_072_949_453, data = Change(index, lines) }),
    });

    /// <summary>A change as a pipe sends it.</summary>
    static byte[] Change(int index, int lines)
    {
        var items = string.Join(',', Enumerable.Range(1, lines).Select(line => $$$$"""
            {"M":{"sku":{"S":"USB-C-CABLE-{{{{line}}}}"},"name":{"S":"USB-C Charging Cable"},"category":{"S":"Cables"},"quantity":{"N":"2"},"unitPriceMinor":{"N":"1195"},"discountMinor":{"N":"0"}}}
            """));
        return Encoding.UTF8.GetBytes($$$$"""
            {"eventID":"c4ca4238a0b923820dcc509a6f75849b","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-central-1","dynamodb":{"ApproximateCreationDateTime":1574417731,
            "Keys":{"sale_id":{"S":"LA-01:R2:{{{{index}}}}"}},"NewImage":{"storeId":{"S":"LA-01"},"registerId":{"S":"R2"},"receiptNumber":{"N":"{{{{index + 1}}}}"},"type":{"S":"sale"},"soldAt":{"S":"2019-04-19T08:46:00-05:00"},
            "businessDate":{"S":"2019-04-19"},"currency":{"S":"USD"},"channel":{"S":"store"},"lines":{"L":[{{{{items}}}}]},"version":{"N":"1"},"totalMinor":{"N":"{{{{lines * 2390}}}}"},"units":{"N":"{{{{lines * 2}}}}"},"recordedAt":{"S":"2019-04-19T13:46:01.25Z"},
            "sale_id":{"S":"LA-01:R2:{{{{index}}}}"},"store_day":{"S":"LA-01#2019-04-19"},"sold_at_sale_id":{"S":"2019-04-19T13:46:00.0000000Z#LA-01:R2:{{{{index}}}}"}},"SequenceNumber":"4421584500000000017450439091","SizeBytes":512,"StreamViewType":"NEW_AND_OLD_IMAGES"},
            "eventSourceARN":"arn:aws:dynamodb:eu-central-1:123456789012:table/ledger/stream/2026-11-22T00:00:00.000"}
            """);
    }
}

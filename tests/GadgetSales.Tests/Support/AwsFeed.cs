using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Transform;
using GadgetSales.Tests.Lambda;

namespace GadgetSales.Tests.Support;

/// <summary>What the feed carried.</summary>
/// <param name="Items">In the table, markers of voids with them.</param>
/// <param name="Records">Read from Kinesis: more than items, as some come twice.</param>
/// <param name="Invocations">Of the function, the failed ones with them.</param>
/// <param name="Rows">Delivered to the lake, repeats with them.</param>
sealed record Carried(int Items, int Records, int Invocations, int Rows);

/// <summary>
/// What lies between the table and the lake on AWS: the table's items as stream records in the documented shapes, a quarter of them twice, none in order;
/// Kinesis; a Firehose to which the function's first answer to each batch comes too late; the function as Lambda starts it; Parquet in folders of days.
/// </summary>
static class AwsFeed
{
    const int Shards = 4;

    /// <param name="table">Where the sales are recorded.</param>
    /// <param name="bucket">Where the lake lies.</param>
    /// <param name="deliveries">Times that Firehose writes files: repeats then lie in others than their first.</param>
    /// <param name="batchRecords">Records that make a batch of the function, where their bytes do not before.</param>
    internal static async Task<Carried> CarryAsync(DynamoTable table, ParquetFolder bucket, int deliveries, int batchRecords)
    {
        var items = await ItemsAsync(table);
        var entries = InDisorder(items).ToList();
        await using var runtime = await FakeRuntimeApi.StartAsync();
        await using var function = new Function(runtime.StartFunction());
        var carried = new Carried(items.Count, 0, 0, 0);
        foreach (var delivery in entries.Chunk((entries.Count / deliveries) + 1))
        {
            var records = await ThroughKinesisAsync(delivery);
            var late = false;
            var firehose = new FakeFirehose(async @event =>
            {
                var answer = await InvokeAsync(runtime, @event);
                return (late = !late) ? throw new TimeoutException("Task timed out") : answer;
            })
            {
                BatchRecords = batchRecords,
            };
            carried = await DeliverAsync(firehose, records, bucket, carried);
        }

        return carried;
    }

    /// <summary>A stream for each delivery, because the stand-in gets slower with all that a stream holds.</summary>
    static async Task<List<KinesisRecord>> ThroughKinesisAsync(KinesisEntry[] entries)
    {
        await using var stream = await KinesisStream.CreateAsync(Shards);
        await stream.PutAsync(entries);
        var records = await stream.ReadAsync();
        Assert.Equal(entries.Length, records.Count);
        return records;
    }

    static async Task<Carried> DeliverAsync(FakeFirehose firehose, List<KinesisRecord> records, ParquetFolder bucket, Carried carried)
    {
        foreach (var record in records)
        {
            firehose.Put(record.Data);
        }

        await firehose.DeliverAsync();
        Assert.Empty(firehose.Errors);
        bucket.Deliver(firehose.Partitions);
        return carried with
        {
            Records = carried.Records + records.Count,
            Invocations = carried.Invocations + firehose.Invocations,
            Rows = carried.Rows + firehose.Partitions.Sum(partition => partition.Value.Count),
        };
    }

    static async Task<byte[]> InvokeAsync(FakeRuntimeApi runtime, ReadOnlyMemory<byte> @event)
    {
        runtime.Invoke(Guid.NewGuid().ToString(), @event);
        var posted = await runtime.PostedAsync();
        Assert.Equal("response", posted.What);
        return posted.Body;
    }

    /// <summary>All of them and a quarter again, far from the first time.</summary>
    static IEnumerable<KinesisEntry> InDisorder(List<JsonObject> items) =>
        items.Select((item, index) => Entry(item, (StreamShape)(index % 3)))
            .Concat(items.Where((_, index) => index % 4 == 0).Select((item, index) => Entry(item, (StreamShape)(index % 3))))
            .Select((entry, place) => (entry, place)).OrderBy(each => each.place * 37 % 101).Select(each => each.entry);

    static KinesisEntry Entry(JsonObject item, StreamShape shape) =>
        new(StreamRecords.Of(ChangeType.Insert, item, null, shape), item[SaleTable.SaleId]!["S"]!.GetValue<string>());

    /// <summary>The table as its stream tells it, in DynamoDB's own JSON.</summary>
    static async Task<List<JsonObject>> ItemsAsync(DynamoTable table)
    {
        var request = new ScanRequest { TableName = table.Name, ConsistentRead = true };
        var items = new List<JsonObject>();
        do
        {
            var page = await table.Client.ScanAsync(request);
            items.AddRange(page.Items.Select(Members));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    static JsonObject Members(Dictionary<string, AttributeValue> item) =>
        new(item.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Typed(member.Value))));

    static JsonObject Typed(AttributeValue value) =>
        value.S is { } text ? new() { ["S"] = text }
        : value.N is { } number ? new() { ["N"] = number }
        : value.BOOL is { } flag ? new() { ["BOOL"] = flag }
        : value.L is { } list ? new() { ["L"] = new JsonArray([.. list.Select(each => (JsonNode)Typed(each))]) }
        : value.M is { } map ? new() { ["M"] = Members(map) }
        : new() { ["NULL"] = true };

    /// <summary>Reads what the function logs, which waits when nobody does, and ends it with the test.</summary>
    sealed class Function(Process process) : IAsyncDisposable
    {
        readonly Task _logs = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            await _logs;
            process.Dispose();
        }
    }
}

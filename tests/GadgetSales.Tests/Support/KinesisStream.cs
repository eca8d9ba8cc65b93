using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using GadgetSales.Aws;
using GadgetSales.Aws.Protocol;
using Microsoft.Extensions.Configuration;

namespace GadgetSales.Tests.Support;

/// <summary>A record to put: its key chooses the shard.</summary>
sealed record KinesisEntry(byte[] Data, string PartitionKey);

/// <summary>
/// A stream of its own for one test, over Kinesis's JSON protocol: AWSSDK.Kinesis would stand for the same calls. It is read as Firehose reads it,
/// from the end on as it was when the stream was opened, shard by shard.
/// </summary>
sealed class KinesisStream : IAsyncDisposable
{
    const int MostRecords = 500;
    const int MostBytes = 5_000_000;

    readonly string _name = "feed-" + Guid.NewGuid().ToString("N");
    readonly AwsJsonClient _client;
    readonly List<string> _iterators = [];

    KinesisStream(string endpoint)
    {
        var connection = new AwsConnection(new ConfigurationBuilder()
            .AddInMemoryCollection([new("AWS_ENDPOINT_URL_KINESIS", endpoint), new("AWS_REGION", "us-east-1")]).Build());
        var config = new AwsJsonConfig("Kinesis", "kinesis", "2013-12-02", "Kinesis_20131202");
        connection.ApplyTo(config, "KINESIS");
        _client = new AwsJsonClient(config, new BasicAWSCredentials("local", "local"));
    }

    internal static async Task<KinesisStream> CreateAsync(int shards)
    {
        var stream = new KinesisStream(await KinesisLocal.EndpointAsync());
        await stream.CallAsync<CreateStream, Nothing>("CreateStream", new(stream._name, shards));
        await Eventually.TrueAsync(
            async () =>
            {
                var summary = await stream.CallAsync<OfStream, DescribedStream>("DescribeStreamSummary", new(stream._name));
                return summary.StreamDescriptionSummary.StreamStatus == "ACTIVE";
            },
            "the stream is active");
        var listed = await stream.CallAsync<OfStream, ListedShards>("ListShards", new(stream._name));
        foreach (var shard in listed.Shards)
        {
            stream._iterators.Add((await stream.CallAsync<GetShardIterator, Iterator>("GetShardIterator", new(stream._name, shard.ShardId, "LATEST"))).ShardIterator);
        }

        return stream;
    }

    /// <summary>Puts all of them, and again those that Kinesis did not take.</summary>
    internal async Task PutAsync(IEnumerable<KinesisEntry> entries)
    {
        var waiting = new Queue<KinesisEntry>(entries);
        while (waiting.Count > 0)
        {
            var request = new List<KinesisEntry>();
            for (var bytes = 0; waiting.TryPeek(out var next) && request.Count < MostRecords && bytes + next.Data.Length < MostBytes; bytes += next.Data.Length)
            {
                request.Add(waiting.Dequeue());
            }

            var answer = await CallAsync<PutRecords, PutRecordsAnswer>("PutRecords", new(_name, request));
            foreach (var (entry, result) in request.Zip(answer.Records, (entry, result) => (entry, result)).Where(each => each.result.ErrorCode is not null))
            {
                waiting.Enqueue(entry);
            }
        }
    }

    /// <summary>Everything put since it was last read, shard after shard, each in its order.</summary>
    internal async Task<List<KinesisRecord>> ReadAsync()
    {
        var records = new List<KinesisRecord>();
        for (var shard = 0; shard < _iterators.Count; shard++)
        {
            GotRecords page;
            do
            {
                page = await CallAsync<GetRecords, GotRecords>("GetRecords", new(_iterators[shard], 10_000));
                records.AddRange(page.Records);
                _iterators[shard] = page.NextShardIterator;
            }
            while (page.Records.Count > 0 || page.MillisBehindLatest > 0);
        }

        return records;
    }

    public async ValueTask DisposeAsync()
    {
        await CallAsync<OfStream, Nothing>("DeleteStream", new(_name));
        _client.Dispose();
    }

    Task<TAnswer> CallAsync<TRequest, TAnswer>(string operation, TRequest request) where TAnswer : class =>
        _client.CallAsync(operation, request, TypeOf<TRequest>(), TypeOf<TAnswer>(), TestContext.Current.CancellationToken);

    static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));

    sealed record Nothing;

    sealed record OfStream(string StreamName);

    sealed record CreateStream(string StreamName, int ShardCount);

    sealed record DescribedStream(StreamSummary StreamDescriptionSummary);

    sealed record StreamSummary(string StreamStatus);

    sealed record ListedShards(IReadOnlyList<Shard> Shards);

    sealed record Shard(string ShardId);

    sealed record GetShardIterator(string StreamName, string ShardId, string ShardIteratorType);

    sealed record Iterator(string ShardIterator);

    sealed record PutRecords(string StreamName, IReadOnlyList<KinesisEntry> Records);

    sealed record PutRecordsAnswer(int? FailedRecordCount, IReadOnlyList<PutResult> Records);

    sealed record PutResult(string? SequenceNumber, string? ShardId, string? ErrorCode);

    sealed record GetRecords(string ShardIterator, int Limit);

    sealed record GotRecords(IReadOnlyList<KinesisRecord> Records, string NextShardIterator, long MillisBehindLatest);
}

/// <summary>A record as it is read.</summary>
sealed record KinesisRecord(byte[] Data, string PartitionKey, string SequenceNumber);

using System.Text;
using System.Text.Json.Nodes;
using GadgetSales.Core.Sales;
using GadgetSales.Lambda.Feed;
using GadgetSales.Lambda.Runtime;
using GadgetSales.Tests.Support;

namespace GadgetSales.Tests.Lambda;

/// <summary>The transformation behind a fake Firehose, in this process, with what it logged.</summary>
sealed class TestFunction : IDisposable
{
    readonly MemoryStream _log = new();
    readonly FunctionLog _functionLog;
    readonly FirehoseTransformation _transformation;

    internal TestFunction(int? answerLimit = null, int batchRecords = 10_000)
    {
        _functionLog = new FunctionLog(_log, TimeProvider.System);
        _transformation = answerLimit is { } limit
            ? new FirehoseTransformation(_functionLog, TimeProvider.System, limit)
            : new FirehoseTransformation(_functionLog, TimeProvider.System);
        Firehose = new FakeFirehose(TransformAsync) { BatchRecords = batchRecords };
    }

    internal FakeFirehose Firehose { get; }

    internal int LargestAnswer { get; private set; }

    internal IReadOnlyList<JsonObject> Log =>
        [.. Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    internal string LogText => Encoding.UTF8.GetString(_log.ToArray());

    internal static RecordedSale Recorded(Sale sale, Sale? original = null) =>
        RecordedSale.Of(sale, SampleFacts.RecordedAt, original is null ? null : VoidedSale.Of(original));

    /// <summary>Delivers one record and returns its rows.</summary>
    internal async Task<IReadOnlyList<JsonObject>> RowsOfAsync(byte[] record)
    {
        Firehose.Put(record);
        await Firehose.DeliverAsync();
        return [.. Firehose.Partitions.SelectMany(partition => partition.Value).Select(row => JsonNode.Parse(row)!.AsObject())];
    }

    /// <summary>Delivers one record that is to fail and returns the reason in the log.</summary>
    internal async Task<string> ReasonOfAsync(byte[] record)
    {
        Assert.Empty(await RowsOfAsync(record));
        Assert.Equal(record, Assert.Single(Firehose.Errors).RawData);
        return (string)Log.Single(line => (string?)line["event"] == "record_failed")["reason"]!;
    }

    /// <summary>Hands an event to the function as it is.</summary>
    internal string Answer(string @event) => Encoding.UTF8.GetString(_transformation.Transform(Encoding.UTF8.GetBytes(@event)).Span);

    public void Dispose()
    {
        _transformation.Dispose();
        _functionLog.Dispose();
        _log.Dispose();
    }

    /// <summary>The function itself, for another Firehose.</summary>
    internal Task<ReadOnlyMemory<byte>> TransformAsync(ReadOnlyMemory<byte> @event)
    {
        var answer = _transformation.Transform(@event);
        LargestAnswer = Math.Max(LargestAnswer, answer.Length);
        return Task.FromResult(answer);
    }
}

using System.Text;
using System.Text.Json;

namespace GadgetSales.Tests.Support;

/// <summary>A transformation: an event in, an answer out, both JSON. It may throw.</summary>
public delegate Task<ReadOnlyMemory<byte>> FirehoseFunction(ReadOnlyMemory<byte> @event);

/// <summary>
/// Stands in for a delivery stream with a Lambda transformation, dynamic partitioning on sale_date and conversion to Parquet, up to the Parquet: put records in,
/// deliver, take rows by folder and what landed under the error prefix out. It fails as AWS documents it: a batch whose invocation or answer is broken is tried
/// four times and then set aside whole; a record answered ProcessingFailed is set aside at once; answers hold 6 MB; record ids come back each once.
/// </summary>
public sealed class FakeFirehose(FirehoseFunction function, TimeProvider? time = null)
{
    const int Attempts = 4;
    const int LambdaLimit = 6 * 1024 * 1024;
    const string LambdaArn = "arn:aws:lambda:eu-central-1:123456789012:function:transform:$LATEST";

    readonly TimeProvider _time = time ?? TimeProvider.System;
    readonly List<byte[]> _waiting = [];
    readonly SortedDictionary<string, List<string>> _partitions = new(StringComparer.Ordinal);
    readonly List<FirehoseError> _errors = [];
    int _lastRecord;

    /// <summary>Records that make a batch, if the bytes do not before.</summary>
    public int BatchRecords { get; init; } = 10_000;

    /// <summary>Bytes of data that make a batch: the template's BufferSizeInMBs.</summary>
    public int BatchBytes { get; init; } = 1_000_000;

    /// <summary>Dates that may be open at once; a delivery opens all of its own.</summary>
    public int MaxPartitions { get; init; } = 500;

    /// <summary>Rows by folder, such as <c>sale_date=2019-04-19</c>, as JSON objects with the table's columns, in the order they came.</summary>
    public IReadOnlyDictionary<string, List<string>> Partitions => _partitions;

    /// <summary>What landed under the error prefix, in the order it did.</summary>
    public IReadOnlyList<FirehoseError> Errors => _errors;

    /// <summary>Records that gave rows.</summary>
    public int Delivered { get; private set; }

    public int Dropped { get; private set; }

    public int Invocations { get; private set; }

    /// <summary>Adds the data of one Kinesis record; it waits for <see cref="DeliverAsync"/>.</summary>
    public void Put(byte[] data) => _waiting.Add(data);

    /// <summary>Sends everything that waits through the function, batch by batch.</summary>
    public async Task DeliverAsync()
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        while (_waiting.Count > 0)
        {
            var count = 0;
            for (long bytes = 0; count < Math.Min(_waiting.Count, BatchRecords) && (count == 0 || bytes + _waiting[count].Length <= BatchBytes); count++)
            {
                bytes += _waiting[count].Length;
            }

            var batch = _waiting.Take(count).Select(data => new FirehoseInput($"49578734086442259037497492980620233840400173390482112{++_lastRecord:D10}000000", data)).ToList();
            _waiting.RemoveRange(0, count);
            await TransformAsync(batch, open);
        }
    }

    /// <summary>Writes the error prefix as S3 would hold it: <c>errors/TYPE/yyyy/MM/dd/OBJECT</c> under <paramref name="directory"/>, a JSON document a line.</summary>
    public void WriteErrors(string directory)
    {
        foreach (var type in _errors.GroupBy(error => error.Type))
        {
            var folder = Directory.CreateDirectory(Path.Combine(directory, "errors", type.Key, _time.GetUtcNow().ToString("yyyy/MM/dd")));
            File.WriteAllText(Path.Combine(folder.FullName, "delivery-1-2026-11-22-10-15-31-0f6c"), string.Concat(type.Select(error => error.Json + "\n")));
        }
    }

    async Task TransformAsync(List<FirehoseInput> batch, HashSet<string> open)
    {
        var (answer, failure) = (default(FirehoseOutput[]), "");
        for (var attempt = 0; attempt < Attempts && answer is null; attempt++)
        {
            try
            {
                Invocations++;
                answer = Check(batch, await function(WriteEvent(batch)));
            }
            catch (Exception error)
            {
                failure = error.Message;
            }
        }

        for (var index = 0; index < batch.Count; index++)
        {
            if (answer is null)
            {
                Fail("processing-failed", batch[index].Data, Attempts, "Lambda.FunctionError", failure);
            }
            else
            {
                Take(batch[index], answer[index], open);
            }
        }
    }

    void Take(FirehoseInput record, FirehoseOutput output, HashSet<string> open)
    {
        if (output.Result == "Dropped")
        {
            Dropped++;
        }
        else if (output.Result != "Ok")
        {
            Fail("processing-failed", record.Data, 1, "Lambda.FunctionError", "ProcessingFailed status set for record");
        }
        else if (output.SaleDate is not { Length: > 0 } date)
        {
            Fail("dynamic-partitioning-failed", output.Data, 1, "DynamicPartitioning.MetadataExtractionFailed", "A partition key is missing");
        }
        else if (open.Count == MaxPartitions && !open.Contains(date))
        {
            Fail("dynamic-partitioning-failed", output.Data, 1, "DynamicPartitioning.ActivePartitionsLimitExceeded", "Too many active partitions");
        }
        else
        {
            open.Add(date);
            Convert(output.Data, $"sale_date={date}");
        }
    }

    void Convert(byte[] data, string folder)
    {
        try
        {
            var rows = OpenXJson.Read(data);
            if (!_partitions.TryGetValue(folder, out var partition))
            {
                _partitions.Add(folder, partition = []);
            }

            partition.AddRange(rows);
            Delivered++;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            Fail("format-conversion-failed", data, 1, "DataFormatConversion.ParseError", error.Message);
        }
    }

    void Fail(string type, byte[] data, int attempts, string code, string message)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var json = JsonSerializer.Serialize(new
        {
            attemptsMade = attempts,
            arrivalTimestamp = now,
            errorCode = code,
            errorMessage = message,
            attemptEndingTimestamp = now,
            rawData = data,
            lambdaArn = LambdaArn,
        });
        _errors.Add(new FirehoseError(type, code, attempts, data, json));
    }

    ReadOnlyMemory<byte> WriteEvent(List<FirehoseInput> batch)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            invocationId = Guid.NewGuid(),
            deliveryStreamArn = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/delivery",
            sourceKinesisStreamArn = "arn:aws:kinesis:eu-central-1:123456789012:stream/feed",
            region = "eu-central-1",
            records = batch.Select((record, index) => new
            {
                recordId = record.Id,
                approximateArrivalTimestamp = now,
                data = record.Data,
                kinesisRecordMetadata = new { sequenceNumber = $"{index}", subsequenceNumber = 0, partitionKey = "key", shardId = "shardId-000000000000", approximateArrivalTimestamp = now },
            }),
        });
    }

    /// <summary>The outputs in the order of the batch, or an exception that names the rule the answer breaks.</summary>
    static FirehoseOutput[] Check(List<FirehoseInput> batch, ReadOnlyMemory<byte> answer)
    {
        if (answer.Length > LambdaLimit)
        {
            throw new FormatException($"The answer has {answer.Length} bytes and Lambda takes {LambdaLimit}.");
        }

        using var json = JsonDocument.Parse(answer);
        var outputs = new Dictionary<string, FirehoseOutput>(StringComparer.Ordinal);
        foreach (var record in json.RootElement.GetProperty("records").EnumerateArray())
        {
            var date = record.TryGetProperty("metadata", out var metadata) ? metadata.GetProperty("partitionKeys").GetProperty("sale_date").GetString() : null;
            var output = new FirehoseOutput(record.GetProperty("result").GetString()!, record.GetProperty("data").GetBytesFromBase64(), date);
            if (output.Result is not ("Ok" or "Dropped" or "ProcessingFailed"))
            {
                throw new FormatException($"There is no result {output.Result}.");
            }

            outputs.Add(record.GetProperty("recordId").GetString()!, output);
        }

        return outputs.Count == batch.Count
            ? [.. batch.Select(record => outputs[record.Id])]
            : throw new FormatException($"The answer has {outputs.Count} records for {batch.Count}.");
    }

    sealed record FirehoseInput(string Id, byte[] Data);

    sealed record FirehoseOutput(string Result, byte[] Data, string? SaleDate);
}

/// <summary>A record under the error prefix.</summary>
/// <param name="Type">Folder below the prefix: processing-failed, format-conversion-failed or dynamic-partitioning-failed.</param>
/// <param name="Code">As AWS names it.</param>
/// <param name="Attempts">Invocations made for it.</param>
/// <param name="RawData">The record: as it came in, or the rows it had become where those could not be placed or converted.</param>
/// <param name="Json">The line that AWS writes.</param>
public sealed record FirehoseError(string Type, string Code, int Attempts, byte[] RawData, string Json);

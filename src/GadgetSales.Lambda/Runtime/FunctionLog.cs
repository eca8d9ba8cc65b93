using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GadgetSales.Lambda.Runtime;

/// <summary>
/// Writes one JSON object a line, which is what CloudWatch Logs can search by member. Reasons are cut to 400 characters; the
/// content of sales is never written.
/// </summary>
public sealed class FunctionLog(Stream output, TimeProvider time) : IDisposable
{
    const int LongestReason = 400;

    readonly ArrayBufferWriter<byte> _line = new(512);
    readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What became of a batch.</summary>
    public void Batch(string? invocationId, in BatchCounts counts, int responseBytes, double elapsedMilliseconds)
    {
        Start(counts.Failed > 0 ? "ERROR"u8 : "INFO"u8, "batch"u8);
        _json.WriteString("invocationId"u8, invocationId);
        _json.WriteNumber("records"u8, counts.Records);
        _json.WriteNumber("ok"u8, counts.Ok);
        _json.WriteNumber("dropped"u8, counts.Dropped);
        _json.WriteNumber("failed"u8, counts.Failed);
        _json.WriteNumber("rows"u8, counts.Rows);
        _json.WriteNumber("responseBytes"u8, responseBytes);
        _json.WriteNumber("elapsedMs"u8, Math.Round(elapsedMilliseconds, 3));
        End();
    }

    /// <summary>A record that goes to the error prefix.</summary>
    /// <param name="code">Stable, snake_case.</param>
    public void RecordFailed(string? invocationId, string recordId, string code, string reason)
    {
        Start("ERROR"u8, "record_failed"u8);
        _json.WriteString("invocationId"u8, invocationId);
        _json.WriteString("recordId"u8, recordId);
        _json.WriteString("code"u8, code);
        Reason(reason);
        End();
    }

    /// <summary>An invocation without an answer: Firehose sends the whole batch again.</summary>
    public void InvocationFailed(string requestId, Exception error)
    {
        Start("ERROR"u8, "invocation_failed"u8);
        _json.WriteString("requestId"u8, requestId);
        _json.WriteString("code"u8, error.GetType().Name);
        Reason(error.Message);
        End();
    }

    /// <summary>The process ends.</summary>
    public void Fatal(string reason)
    {
        Start("FATAL"u8, "stopped"u8);
        Reason(reason);
        End();
    }

    public void Dispose() => _json.Dispose();

    void Reason(string reason) => _json.WriteString("reason"u8, reason.Length <= LongestReason ? reason : reason[..LongestReason]);

    void Start(ReadOnlySpan<byte> level, ReadOnlySpan<byte> what)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteString("timestamp"u8, time.GetUtcNow().UtcDateTime);
        _json.WriteString("level"u8, level);
        _json.WriteString("event"u8, what);
    }

    void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        output.Write(_line.WrittenSpan);
        output.Flush();
    }
}

/// <summary>What became of the records of one batch.</summary>
/// <param name="Records">All of them: ok, dropped and failed.</param>
/// <param name="Rows">Rows of the lake that the ok ones gave.</param>
public readonly record struct BatchCounts(int Records, int Ok, int Dropped, int Failed, int Rows);

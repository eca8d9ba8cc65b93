using System.Buffers;
using System.Text;
using System.Text.Json;
using GadgetSales.Core.Transform;
using GadgetSales.Lambda.Lake;
using GadgetSales.Lambda.Runtime;

namespace GadgetSales.Lambda.Feed;

/// <summary>
/// Firehose's transformation of the feed: each record's change of a sale becomes the sale's rows. A record that is not understood, or whose rows do not fit
/// into the answer, is answered <c>ProcessingFailed</c> with its data as it came and the reason in the log; Firehose does not try such a record again but
/// keeps it under its error prefix, to be replayed. Not for concurrent calls: Lambda gives a process one event at a time.
/// </summary>
public sealed class FirehoseTransformation : IDisposable
{
    readonly FunctionLog _log;
    readonly TimeProvider _time;
    readonly FirehoseAnswer _answer;
    readonly FactJson _json = new();
    readonly List<FirehoseRecord> _records = [];
    readonly List<SaleLineFact> _facts = [];
    readonly ArrayBufferWriter<byte> _rows = new(16 * 1024);
    byte[] _data = new byte[16 * 1024];

    /// <param name="limit">Bytes an answer may have. Default 6,000,000.</param>
    public FirehoseTransformation(FunctionLog log, TimeProvider time, int limit = FirehoseAnswer.DefaultLimit)
    {
        _log = log;
        _time = time;
        _answer = new FirehoseAnswer(limit);
    }

    /// <summary>Answers every record of the event exactly once, in its order. The answer is valid until the next call.</summary>
    /// <exception cref="FormatException">The event is none, or a record in it has no id, so that no answer is possible.</exception>
    public ReadOnlyMemory<byte> Transform(ReadOnlyMemory<byte> @event)
    {
        var start = _time.GetTimestamp();
        var invocationId = new FirehoseEvent(@event, _records).InvocationId;
        _answer.Open(_records);
        int ok = 0, dropped = 0, rows = 0;
        foreach (var record in _records)
        {
            switch (Answer(invocationId, record))
            {
                case 0:
                    dropped++;
                    break;
                case > 0 and var made:
                    ok++;
                    rows += made;
                    break;
            }
        }

        _answer.Close();
        var counts = new BatchCounts(_records.Count, ok, dropped, _records.Count - ok - dropped, rows);
        _log.Batch(invocationId, counts, _answer.Written.Length, _time.GetElapsedTime(start).TotalMilliseconds);
        return _answer.Written;
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Answers one record and returns the rows it gave: 0 when it was dropped, -1 when it failed.</summary>
    int Answer(string? invocationId, in FirehoseRecord record)
    {
        (DateOnly Date, int Count)? rows;
        try
        {
            rows = ReadRows(record);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The loop's edge: whatever a record does to the code, the others are answered.
            return Fail(invocationId, record, error is FormatException or JsonException ? "unreadable" : "unexpected", error.Message);
        }

        if (rows is not { } made)
        {
            _answer.AddDropped(record);
            return 0;
        }

        return _answer.TryAddRows(record, _rows.WrittenSpan, made.Date)
            ? made.Count
            : Fail(invocationId, record, "answer_full", $"{made.Count} rows of {_rows.WrittenCount} bytes do not fit into the answer, which Lambda limits to 6 MB: replay the record.");
    }

    /// <summary>Leaves the record's rows in the buffer; null when it gives none.</summary>
    (DateOnly Date, int Count)? ReadRows(in FirehoseRecord record)
    {
        if (_data.Length < record.MaxLength)
        {
            _data = new byte[record.MaxLength];
        }

        if (!record.TryDecode(_data, out var length))
        {
            throw new FormatException("The record's data is not base64.");
        }

        var data = _data.AsSpan(0, length);
        _rows.ResetWrittenCount();
        if (FinishedRows.Looks(data))
        {
            _rows.Write(data);
            return FinishedRows.Read(data);
        }

        return new StreamRecord(data).ReadChange() is { } change ? WriteRows(change) : null;
    }

    (DateOnly Date, int Count) WriteRows(in SaleChange change)
    {
        _facts.Clear();
        SaleTransform.AddFacts(change, _facts);
        foreach (var fact in _facts)
        {
            _json.Write(fact, _rows);
        }

        return _facts.Count > 0 ? (change.Sale.Sale.BusinessDate, _facts.Count) : throw new FormatException($"The sale {change.Sale.Sale.SaleId} has no lines.");
    }

    int Fail(string? invocationId, in FirehoseRecord record, string code, string reason)
    {
        _answer.AddFailed(record);
        _log.RecordFailed(invocationId, Encoding.UTF8.GetString(record.Id.Span), code, reason);
        return -1;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace GadgetSales.Lambda.Feed;

/// <summary>
/// What a transformation answers to Firehose: every record once, in the batch's order. Lambda refuses answers beyond 6 MB, so the room that the records
/// to come need to be handed back as they came is kept free.
/// </summary>
sealed class FirehoseAnswer
{
    /// <summary>Bytes an answer may have: less than Lambda's 6 MiB, whatever is counted with it.</summary>
    public const int DefaultLimit = 6_000_000;

    const int DateLength = 10;

    readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    readonly int _limit;
    long _reserved;

    public FirehoseAnswer(int limit) => _limit = limit;

    static ReadOnlySpan<byte> Id => "{\"recordId\":\""u8;

    static ReadOnlySpan<byte> Ok => "\",\"result\":\"Ok\",\"data\":\""u8;

    static ReadOnlySpan<byte> Dropped => "\",\"result\":\"Dropped\",\"data\":\""u8;

    static ReadOnlySpan<byte> Failed => "\",\"result\":\"ProcessingFailed\",\"data\":\""u8;

    static ReadOnlySpan<byte> Partition => "\",\"metadata\":{\"partitionKeys\":{\"sale_date\":\""u8;

    public ReadOnlyMemory<byte> Written => _output.WrittenMemory;

    public void Open(List<FirehoseRecord> records)
    {
        _output.ResetWrittenCount();
        _output.Write("{\"records\":["u8);
        _reserved = "]}"u8.Length + records.Sum(BytesToReturn);
    }

    /// <summary>False when there is no room for the rows: the record is to be failed then.</summary>
    public bool TryAddRows(in FirehoseRecord record, ReadOnlySpan<byte> rows, DateOnly date)
    {
        long base64 = Base64.GetMaxEncodedToUtf8Length(rows.Length);
        var bytes = 1 + Id.Length + record.Id.Length + Ok.Length + base64 + Partition.Length + DateLength + "\"}}}"u8.Length;
        if (_output.WrittenCount + bytes + _reserved - BytesToReturn(record) > _limit)
        {
            return false;
        }

        Start(record, Ok);
        Base64.EncodeToUtf8(rows, _output.GetSpan((int)base64), out _, out var written);
        _output.Advance(written);
        _output.Write(Partition);
        date.TryFormat(_output.GetSpan(DateLength), out written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _output.Advance(written);
        _output.Write("\"}}}"u8);
        return true;
    }

    public void AddDropped(in FirehoseRecord record) => Return(record, Dropped);

    public void AddFailed(in FirehoseRecord record) => Return(record, Failed);

    public void Close() => _output.Write("]}"u8);

    void Return(in FirehoseRecord record, ReadOnlySpan<byte> result)
    {
        Start(record, result);
        _output.Write(record.Data.Span);
        _output.Write("\"}"u8);
    }

    void Start(in FirehoseRecord record, ReadOnlySpan<byte> result)
    {
        _reserved -= BytesToReturn(record);
        if (_output.WrittenSpan[^1] != (byte)'[')
        {
            _output.Write(","u8);
        }

        _output.Write(Id);
        _output.Write(record.Id.Span);
        _output.Write(result);
    }

    static long BytesToReturn(FirehoseRecord record) => 1 + Id.Length + record.Id.Length + Failed.Length + record.Data.Length + "\"}"u8.Length;
}

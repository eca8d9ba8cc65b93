using System.Buffers;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// A sale on its way through the writer. Everything that costs time is done on the caller's thread: the JSON before, comparing and reading
/// what is recorded already after. The writer only adds the time and talks to SQLite.
/// </summary>
sealed class PendingSale
{
    static readonly DateTimeOffset Provisional = DateTimeOffset.UnixEpoch;

    [ThreadStatic]
    static ArrayBufferWriter<byte>? t_scratch;

    RecordedSale? _recorded;
    byte[]? _existing;
    AppendOutcome.Refused? _refused;

    PendingSale(Sale sale) => Sale = sale;

    public Sale Sale { get; }

    /// <summary>The recorded sale's JSON up to the value of <c>recordedAt</c>, with its opening quote. Empty for a void, which waits for its original.</summary>
    public ReadOnlyMemory<byte> Head { get; private init; }

    /// <summary>The JSON after the value of <c>recordedAt</c>, from its closing quote.</summary>
    public ReadOnlyMemory<byte> Tail { get; private init; }

    public int Bytes => Head.Length + Tail.Length;

    public bool IsVoid => Sale.Type == SaleType.Void;

    public AppendResult Result { get; private set; }

    /// <summary>The entry that the writer made of the sale; null unless it recorded it. Durable only after the commit.</summary>
    public LedgerEntry? Entry { get; private set; }

    /// <summary>The length of the entry's JSON.</summary>
    public int RecordedBytes { get; private set; }

    public static PendingSale Prepare(Sale sale)
    {
        if (sale.Type == SaleType.Void)
        {
            return new PendingSale(sale);
        }

        var scratch = t_scratch ??= new ArrayBufferWriter<byte>(4096);
        scratch.ResetWrittenCount();
        var recorded = RecordedSale.Of(sale, Provisional);
        SaleJson.WriteRecorded(recorded, scratch);
        var json = scratch.WrittenSpan.ToArray();

        // A quote inside a JSON text is escaped, so this can only be the member itself.
        var time = "\"recordedAt\":\"1970-01-01T00:00:00Z"u8;
        var at = json.AsSpan().LastIndexOf(time);
        if (at < 0)
        {
            throw new InvalidOperationException("The JSON of a recorded sale has no recordedAt.");
        }

        var value = at + "\"recordedAt\":\""u8.Length;
        return new PendingSale(sale) { _recorded = recorded, Head = json.AsMemory(0, value), Tail = json.AsMemory(at + time.Length) };
    }

    public void SetRecorded(FeedPosition position, DateTimeOffset recordedAt, int bytes) =>
        SetRecorded(position, _recorded! with { RecordedAt = recordedAt }, bytes);

    public void SetRecorded(FeedPosition position, RecordedSale recorded, int bytes)
    {
        Entry = new LedgerEntry(position, recorded);
        RecordedBytes = bytes;
        Result = AppendResult.Recorded;
    }

    public void SetExisting(ReadOnlySpan<byte> recorded)
    {
        _existing = recorded.ToArray();
        Result = AppendResult.Existing;
    }

    public void SetRefused(AppendOutcome.Refused refused)
    {
        _refused = refused;
        Result = AppendResult.Refused;
    }

    /// <summary>What the caller is told, once the commit is durable.</summary>
    public AppendOutcome ToOutcome()
    {
        switch (Result)
        {
            case AppendResult.Recorded:
                return new AppendOutcome.Recorded(Entry!.Value.Sale);
            case AppendResult.Existing:
                var existing = SaleJson.ReadRecorded(_existing);
                var differences = SaleDifferences.Between(existing.Sale, Sale);
                return differences.Count == 0 ? new AppendOutcome.Replayed(existing) : new AppendOutcome.Conflict(existing, differences);
            case AppendResult.Refused:
                return _refused!;
            default:
                throw new InvalidOperationException("The writer has not seen this sale.");
        }
    }
}

/// <summary>What the writer did with a sale.</summary>
enum AppendResult
{
    None,
    Recorded,
    Existing,
    Refused,
}

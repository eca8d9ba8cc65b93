using System.Buffers;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// A sale on its way through the writer. Everything that costs time is done on the caller's thread: the JSON before, comparing and reading
/// what is recorded already after. The writer only adds the time and talks to SQLite.
/// </summary>
sealed class OfferedSale
{
    [ThreadStatic]
    static ArrayBufferWriter<byte>? t_scratch;

    RecordedSale? _untimed;
    byte[] _json = [];
    int _written;
    AppendOutcome.Refused? _refused;

    OfferedSale(Sale sale) => Sale = sale;

    public Sale Sale { get; }

    /// <summary>What it takes while it waits. A void waits for its original.</summary>
    public int Bytes => _json.Length;

    /// <summary>The JSON that is recorded under the sale's id, once the writer has seen it; empty for a refusal.</summary>
    public ReadOnlyMemory<byte> Json => _json.AsMemory(0, _written);

    public bool IsVoid => Sale.Type == SaleType.Void;

    public AppendResult Result { get; private set; }

    /// <summary>The entry that the writer made of the sale; null unless it recorded it. Durable only after the commit.</summary>
    public LedgerEntry? Entry { get; private set; }

    /// <summary>Writes the JSON of a sale that is no void, with room for the time of recording.</summary>
    public static OfferedSale Prepare(Sale sale)
    {
        if (sale.Type == SaleType.Void)
        {
            return new OfferedSale(sale);
        }

        var scratch = t_scratch ??= new ArrayBufferWriter<byte>(4096);
        scratch.ResetWrittenCount();
        var untimed = RecordedSale.Of(sale, recordedAt: default);
        SaleJson.WriteUntimed(untimed, scratch);
        var json = new byte[scratch.WrittenCount + SaleJson.MaxTimeBytes];
        scratch.WrittenSpan.CopyTo(json);
        return new OfferedSale(sale) { _untimed = untimed, _json = json, _written = scratch.WrittenCount };
    }

    /// <summary>Writes the time into the JSON, once.</summary>
    public RecordedSale Complete(DateTimeOffset recordedAt)
    {
        _written += SaleJson.WriteTime(_json.AsSpan(_written), recordedAt);
        return _untimed! with { RecordedAt = recordedAt };
    }

    /// <summary>Writes the JSON of a void, whose original is known now.</summary>
    public RecordedSale Complete(DateTimeOffset recordedAt, VoidedSale original)
    {
        var recorded = RecordedSale.Of(Sale, recordedAt, original);
        _json = SaleJson.ToRecorded(recorded);
        _written = _json.Length;
        return recorded;
    }

    public void SetRecorded(FeedPosition position, RecordedSale recorded)
    {
        Entry = new LedgerEntry(position, recorded);
        Result = AppendResult.Recorded;
    }

    public void SetExisting(ReadOnlySpan<byte> recorded)
    {
        _json = recorded.ToArray();
        _written = _json.Length;
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
                return new AppendOutcome.Recorded(Entry!.Value.Sale, Json);
            case AppendResult.Existing:
                var existing = SaleJson.ReadRecorded(Json.Span);
                var differences = SaleDifferences.Between(existing.Sale, Sale);
                return differences.Count == 0 ? new AppendOutcome.Replayed(existing, Json) : new AppendOutcome.Conflict(existing, differences);
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

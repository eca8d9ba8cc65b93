using System.Buffers;

namespace GadgetSales.Core.Sales;

/// <summary>The one JSON form of sales. Posted sales are read by <see cref="SaleIntake"/>.</summary>
public static class SaleJson
{
    /// <summary>The most that <see cref="WriteTime"/> writes.</summary>
    public const int MaxTimeBytes = Rfc3339.MaxLength + 3;

    /// <summary>
    /// Writes the sale's content, one spelling for the same content: fixed order of members, optional members left out, defaults
    /// (<c>type</c>, <c>businessDate</c>, a line's <c>discountMinor</c>, <c>lines</c>) written out, <c>Z</c> for a zero offset, no trailing zeros.
    /// Every other member is left out at its default.
    /// </summary>
    public static void WriteCanonical(Sale sale, IBufferWriter<byte> output)
    {
        var json = new JsonText(output);
        SaleContentText.Write(ref json, sale, recorded: false);
        json.Raw("}"u8);
        json.Flush();
    }

    /// <summary>Writes the canonical content, each line with its shares, followed by <c>version</c>, <c>totalMinor</c>, <c>units</c>, <c>recordedAt</c> (UTC) and, on voids, <c>original</c>.</summary>
    public static void WriteRecorded(RecordedSale recorded, IBufferWriter<byte> output)
    {
        var json = new JsonText(output);
        WriteUntilTime(ref json, recorded);
        json.Time(recorded.RecordedAt.ToUniversalTime());
        if (recorded.Original is { } original)
        {
            json.Name(SaleMember.Original);
            SaleContentText.Write(ref json, original);
        }

        json.Raw("}"u8);
        json.Flush();
    }

    /// <summary>What <see cref="WriteRecorded"/> writes.</summary>
    public static byte[] ToRecorded(RecordedSale recorded)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        WriteRecorded(recorded, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// What <see cref="WriteRecorded"/> writes of a sale that is no void, up to the value of <c>recordedAt</c>, which alone is not known before its turn comes.
    /// <see cref="WriteTime"/> completes it.
    /// </summary>
    public static void WriteUntimed(RecordedSale recorded, IBufferWriter<byte> output)
    {
        var json = new JsonText(output);
        WriteUntilTime(ref json, recorded);
        json.Flush();
    }

    /// <summary>Writes what follows <see cref="WriteUntimed"/>, at most <see cref="MaxTimeBytes"/>; returns its length.</summary>
    public static int WriteTime(Span<byte> room, DateTimeOffset recordedAt)
    {
        room[0] = (byte)'"';
        var length = 1 + Rfc3339.Write(room[1..], recordedAt.ToUniversalTime());
        "\"}"u8.CopyTo(room[length..]);
        return length + 2;
    }

    /// <summary>Reads what <see cref="WriteRecorded"/> wrote. Anything else throws <see cref="FormatException"/>: the store is damaged.</summary>
    public static RecordedSale ReadRecorded(ReadOnlySpan<byte> utf8)
    {
        var whole = new SaleReader(utf8, recorded: true).Read(out var draft, out var errors);
        if (!whole || errors.Any)
        {
            throw new FormatException($"The recorded sale {draft.SaleId} cannot be read: {string.Join("; ", errors.List)}");
        }

        var recorded = draft.Recorded;
        return new RecordedSale(
            draft.ToSale(draft.SaleId!), (int)recorded.Version!, recorded.TotalMinor!.Value, recorded.UnitsMilli!.Value, recorded.RecordedAt!.Value, recorded.Original);
    }

    static void WriteUntilTime(ref JsonText json, RecordedSale recorded)
    {
        SaleContentText.Write(ref json, recorded.Sale, recorded: true);
        json.Name(SaleMember.Version);
        json.Integer(recorded.Version);
        json.Name(SaleMember.TotalMinor);
        json.Integer(recorded.TotalMinor);
        json.Name(SaleMember.Units);
        json.Quantity(recorded.UnitsMilli);
        json.Name(SaleMember.RecordedAt);
    }
}

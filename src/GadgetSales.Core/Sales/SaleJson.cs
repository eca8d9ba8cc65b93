using System.Buffers;

namespace GadgetSales.Core.Sales;

/// <summary>The one JSON form of sales. Posted sales are read by <see cref="SaleIntake"/>.</summary>
public static class SaleJson
{
    /// <summary>The most that <see cref="WriteTime"/> writes.</summary>
    public const int MaxTimeBytes = Rfc3339.MaxLength + 3;

    /// <summary>
    /// Writes the sale's content, one spelling for the same content: fixed order of members, optional members left out, defaults
    /// (<c>type</c>, <c>businessDate</c>, <c>discountMinor</c>, <c>lines</c>) written out, <c>Z</c> for a zero offset, no trailing zeros.
    /// </summary>
    public static void WriteCanonical(Sale sale, IBufferWriter<byte> output)
    {
        var json = new JsonText(output);
        WriteContent(ref json, sale);
        json.Raw("}"u8);
        json.Flush();
    }

    /// <summary>Writes the canonical content followed by <c>version</c>, <c>totalMinor</c>, <c>units</c>, <c>recordedAt</c> (UTC) and, on voids, <c>original</c>.</summary>
    public static void WriteRecorded(RecordedSale recorded, IBufferWriter<byte> output)
    {
        var json = new JsonText(output);
        WriteUntilTime(ref json, recorded);
        json.Time(recorded.RecordedAt.ToUniversalTime());
        WriteOriginal(ref json, recorded.Original);
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
            draft.ToSale(draft.SaleId!), (int)recorded.Version!, recorded.TotalMinor!.Value, recorded.Units!.Value, recorded.RecordedAt!.Value, recorded.Original);
    }

    static void WriteUntilTime(ref JsonText json, RecordedSale recorded)
    {
        WriteContent(ref json, recorded.Sale);
        json.Name(SaleMember.Version);
        json.Integer(recorded.Version);
        json.Name(SaleMember.TotalMinor);
        json.Integer(recorded.TotalMinor);
        json.Name(SaleMember.Units);
        json.Integer(recorded.Units);
        json.Name(SaleMember.RecordedAt);
    }

    static void WriteOriginal(ref JsonText json, VoidedSale? original)
    {
        if (original is not null)
        {
            json.Name(SaleMember.Original);
            json.First(SaleMember.Type);
            json.Raw(NameOf(original.Type));
            WriteText(ref json, SaleMember.RegisterId, original.RegisterId);
            WriteText(ref json, SaleMember.Channel, original.Channel);
            WriteLines(ref json, original.Lines);
            json.Raw("}"u8);
        }
    }

    static void WriteContent(ref JsonText json, Sale sale)
    {
        json.First(SaleMember.SaleId);
        json.Text(sale.SaleId);
        json.Name(SaleMember.StoreId);
        json.Text(sale.StoreId);
        WriteText(ref json, SaleMember.RegisterId, sale.RegisterId);
        if (sale.ReceiptNumber is { } receiptNumber)
        {
            json.Name(SaleMember.ReceiptNumber);
            json.Integer(receiptNumber);
        }

        json.Name(SaleMember.Type);
        json.Raw(NameOf(sale.Type));
        WriteText(ref json, SaleMember.OriginalSaleId, sale.OriginalSaleId);
        json.Name(SaleMember.SoldAt);
        json.Time(sale.SoldAt);
        json.Name(SaleMember.BusinessDate);
        json.Date(sale.BusinessDate);
        json.Name(SaleMember.Currency);
        json.Text(sale.Currency);
        WriteText(ref json, SaleMember.Channel, sale.Channel);
        WriteLines(ref json, sale.Lines);
    }

    static void WriteLines(ref JsonText json, IReadOnlyList<SaleLine> lines)
    {
        json.Name(SaleMember.Lines);
        json.Raw("["u8);
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            if (index > 0)
            {
                json.Raw(","u8);
            }

            json.First(SaleMember.Sku);
            json.Text(line.Sku);
            WriteText(ref json, SaleMember.Name, line.Name);
            WriteText(ref json, SaleMember.Category, line.Category);
            json.Name(SaleMember.Quantity);
            json.Integer(line.Quantity);
            json.Name(SaleMember.UnitPriceMinor);
            json.Integer(line.UnitPriceMinor);
            json.Name(SaleMember.LineDiscountMinor);
            json.Integer(line.DiscountMinor);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    static void WriteText(ref JsonText json, SaleMember member, string? text)
    {
        if (text is not null)
        {
            json.Name(member);
            json.Text(text);
        }
    }

    static ReadOnlySpan<byte> NameOf(SaleType type) => type switch
    {
        SaleType.Sale => "\"sale\""u8,
        SaleType.Return => "\"return\""u8,
        _ => "\"void\""u8,
    };
}

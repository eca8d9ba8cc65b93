using System.Buffers;

namespace GadgetSales.Core.Sales;

/// <summary>The one JSON form of sales. Posted sales are read by <see cref="SaleIntake"/>.</summary>
public static class SaleJson
{
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
        WriteContent(ref json, recorded.Sale);
        json.Raw(",\"version\":"u8);
        json.Integer(recorded.Version);
        json.Raw(",\"totalMinor\":"u8);
        json.Integer(recorded.TotalMinor);
        json.Raw(",\"units\":"u8);
        json.Integer(recorded.Units);
        json.Raw(",\"recordedAt\":"u8);
        json.Time(recorded.RecordedAt.ToUniversalTime());
        if (recorded.Original is { } original)
        {
            json.Raw(",\"original\":{\"type\":"u8);
            json.Raw(NameOf(original.Type));
            WriteText(ref json, ",\"registerId\":"u8, original.RegisterId);
            WriteText(ref json, ",\"channel\":"u8, original.Channel);
            WriteLines(ref json, original.Lines);
            json.Raw("}"u8);
        }

        json.Raw("}"u8);
        json.Flush();
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

    static void WriteContent(ref JsonText json, Sale sale)
    {
        json.Raw("{\"saleId\":"u8);
        json.Text(sale.SaleId);
        json.Raw(",\"storeId\":"u8);
        json.Text(sale.StoreId);
        WriteText(ref json, ",\"registerId\":"u8, sale.RegisterId);
        if (sale.ReceiptNumber is { } receiptNumber)
        {
            json.Raw(",\"receiptNumber\":"u8);
            json.Integer(receiptNumber);
        }

        json.Raw(",\"type\":"u8);
        json.Raw(NameOf(sale.Type));
        WriteText(ref json, ",\"originalSaleId\":"u8, sale.OriginalSaleId);
        json.Raw(",\"soldAt\":"u8);
        json.Time(sale.SoldAt);
        json.Raw(",\"businessDate\":"u8);
        json.Date(sale.BusinessDate);
        json.Raw(",\"currency\":"u8);
        json.Text(sale.Currency);
        WriteText(ref json, ",\"channel\":"u8, sale.Channel);
        WriteLines(ref json, sale.Lines);
    }

    static void WriteLines(ref JsonText json, IReadOnlyList<SaleLine> lines)
    {
        json.Raw(",\"lines\":["u8);
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            json.Raw(index == 0 ? "{\"sku\":"u8 : ",{\"sku\":"u8);
            json.Text(line.Sku);
            WriteText(ref json, ",\"name\":"u8, line.Name);
            WriteText(ref json, ",\"category\":"u8, line.Category);
            json.Raw(",\"quantity\":"u8);
            json.Integer(line.Quantity);
            json.Raw(",\"unitPriceMinor\":"u8);
            json.Integer(line.UnitPriceMinor);
            json.Raw(",\"discountMinor\":"u8);
            json.Integer(line.DiscountMinor);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    static void WriteText(ref JsonText json, ReadOnlySpan<byte> member, string? text)
    {
        if (text is not null)
        {
            json.Raw(member);
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

using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Lambda.Lake;

/// <summary>
/// Writes facts as Firehose's OpenX JSON SerDe reads them: a document a row, members named and ordered as <see cref="Core.Lake.LakeSchema.Fields"/>, absent
/// values left out, amounts as integers, times as <c>yyyy-MM-dd HH:mm:ss[.ffffff]</c> (it makes NULL of an offset such as +00:00), dates as <c>yyyy-MM-dd</c>.
/// </summary>
sealed class FactJson : IDisposable
{
    /// <summary>How every document starts: its first member tells rows from changes.</summary>
    public static ReadOnlySpan<byte> Start => "{\"sale_id\":"u8;

    readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Appends one document and the line feed that ends it.</summary>
    public void Write(SaleLineFact fact, IBufferWriter<byte> output)
    {
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteString("sale_id"u8, fact.SaleId);
        _json.WriteNumber("line_number"u8, fact.LineNumber);
        _json.WriteString("sale_type"u8, NameOf(fact.SaleType));
        Text("original_sale_id"u8, fact.OriginalSaleId);
        _json.WriteString("store_id"u8, fact.StoreId);
        Text("register_id"u8, fact.RegisterId);
        if (fact.ReceiptNumber is { } receiptNumber)
        {
            _json.WriteNumber("receipt_number"u8, receiptNumber);
        }

        Text("channel"u8, fact.Channel);
        _json.WriteString("sku"u8, fact.Sku);
        Text("product_name"u8, fact.ProductName);
        Text("category"u8, fact.Category);
        _json.WriteNumber("quantity"u8, fact.Quantity);
        _json.WriteNumber("unit_price_minor"u8, fact.UnitPriceMinor);
        _json.WriteNumber("discount_minor"u8, fact.DiscountMinor);
        _json.WriteNumber("amount_minor"u8, fact.AmountMinor);
        _json.WriteString("currency"u8, fact.Currency);
        Time("sold_at"u8, fact.SoldAt);
        Time("sold_at_local"u8, fact.SoldAtLocal);
        Time("recorded_at"u8, fact.RecordedAt);
        _json.WriteString("change_type"u8, NameOf(fact.ChangeType));
        _json.WriteNumber("version"u8, fact.Version);
        _json.WriteString("event_id"u8, fact.EventId);
        Date("sale_date"u8, fact.SaleDate);
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    void Time(ReadOnlySpan<byte> name, DateTime time)
    {
        Span<byte> text = stackalloc byte[32];
        time.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        _json.WriteString(name, text[..length]);
    }

    void Date(ReadOnlySpan<byte> name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[16];
        date.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _json.WriteString(name, text[..length]);
    }

    static ReadOnlySpan<byte> NameOf(SaleType type) => type switch
    {
        SaleType.Sale => "sale"u8,
        SaleType.Return => "return"u8,
        _ => "void"u8,
    };

    static ReadOnlySpan<byte> NameOf(ChangeType type) => type switch
    {
        ChangeType.Insert => "INSERT"u8,
        ChangeType.Modify => "MODIFY"u8,
        _ => "REMOVE"u8,
    };
}

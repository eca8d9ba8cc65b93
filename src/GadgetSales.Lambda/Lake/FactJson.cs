using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
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
        _json.WriteString("sale_type"u8, FactNames.Of(fact.SaleType));
        Text("voided_type"u8, fact.VoidedType is { } voided ? FactNames.Of(voided) : null);
        _json.WriteString("kind"u8, FactNames.Of(fact.Kind));
        _json.WriteBoolean("returned"u8, fact.Returned);
        _json.WriteBoolean("training"u8, fact.Training);
        Text("original_sale_id"u8, fact.OriginalSaleId);
        _json.WriteString("store_id"u8, fact.StoreId);
        Text("register_id"u8, fact.RegisterId);
        Text("posted_register_id"u8, fact.PostedRegisterId);
        Number("receipt_number"u8, fact.ReceiptNumber);
        Text("channel"u8, fact.Channel);
        Text("sku"u8, fact.Sku);
        Text("product_name"u8, fact.ProductName);
        Text("category"u8, fact.Category);
        _json.WriteNumber("quantity_milli"u8, fact.QuantityMilli);
        Number("unit_price_minor"u8, fact.UnitPriceMinor);
        _json.WriteNumber("gross_minor"u8, fact.GrossMinor);
        _json.WriteNumber("discount_minor"u8, fact.DiscountMinor);
        _json.WriteNumber("amount_minor"u8, fact.AmountMinor);
        Number("tax_minor"u8, fact.TaxMinor);
        _json.WriteBoolean("tax_included"u8, fact.TaxIncluded);
        Text("tax_code"u8, fact.TaxCode);
        Text("payment_method"u8, fact.PaymentMethod is { } method ? FactNames.Of(method) : null);
        _json.WriteString("currency"u8, fact.Currency);
        _json.WriteNumber("sale_count"u8, fact.SaleCount);
        _json.WriteNumber("return_count"u8, fact.ReturnCount);
        _json.WriteBoolean("first_of_sku"u8, fact.FirstOfSku);
        _json.WriteBoolean("first_of_category"u8, fact.FirstOfCategory);
        Time("sold_at"u8, fact.SoldAt);
        Time("sold_at_local"u8, fact.SoldAtLocal);
        Time("recorded_at"u8, fact.RecordedAt);
        Time("committed_at"u8, fact.CommittedAt);
        _json.WriteString("change_type"u8, FactNames.Of(fact.ChangeType));
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

    void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } known)
        {
            _json.WriteNumber(name, known);
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
}

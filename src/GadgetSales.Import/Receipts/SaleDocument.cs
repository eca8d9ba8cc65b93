using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GadgetSales.Core.Sales;

namespace GadgetSales.Import.Receipts;

/// <summary>A sale as it is posted. Members at their default are left out, so that the service's own defaults hold.</summary>
public sealed record SaleDocument
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public required string SaleId { get; init; }

    public required string StoreId { get; init; }

    public string? RegisterId { get; init; }

    public long? ReceiptNumber { get; init; }

    public SaleType Type { get; init; }

    public string? OriginalSaleId { get; init; }

    public required DateTimeOffset SoldAt { get; init; }

    /// <summary>Null: the service takes the local date, cut where the store's day starts.</summary>
    public DateOnly? BusinessDate { get; init; }

    public required string Currency { get; init; }

    public string? Channel { get; init; }

    public string? ExternalId { get; init; }

    public bool? TaxIncluded { get; init; }

    /// <summary>Of the whole receipt, spread over its lines by the service.</summary>
    public long DiscountMinor { get; init; }

    public IReadOnlyList<ReceiptLine> Lines { get; init; } = [];

    /// <summary>The day it counts for as far as the file tells.</summary>
    public DateOnly Day => BusinessDate ?? DateOnly.FromDateTime(SoldAt.DateTime);

    /// <summary>What it adds to revenue, in minor units: stored value is none.</summary>
    public long RevenueMinor => Sign * (Lines.Where(IsRevenue).Sum(line => Direction(line) * line.AmountMinor) - DiscountMinor);

    /// <summary>Thousandths of pieces, net.</summary>
    public long UnitsMilli => Sign * Lines.Where(line => line.Kind is null).Sum(line => Direction(line) * line.QuantityMilli);

    long Sign => Type switch { SaleType.Sale => 1, SaleType.Return => -1, _ => 0 };

    /// <summary>Writes it as JSON on one line.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("saleId"u8, SaleId);
        json.WriteString("storeId"u8, StoreId);
        WriteText(json, "registerId"u8, RegisterId);
        if (ReceiptNumber is { } receiptNumber)
        {
            json.WriteNumber("receiptNumber"u8, receiptNumber);
        }

        json.WriteString("type"u8, Type switch { SaleType.Sale => "sale"u8, SaleType.Return => "return"u8, _ => "void"u8 });
        WriteText(json, "originalSaleId"u8, OriginalSaleId);
        json.WriteString("soldAt"u8, SoldAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
        WriteText(json, "businessDate"u8, BusinessDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("currency"u8, Currency);
        WriteText(json, "channel"u8, Channel);
        WriteText(json, "externalId"u8, ExternalId);
        if (TaxIncluded is false && Lines.Any(line => line.TaxMinor is not null))
        {
            json.WriteBoolean("taxIncluded"u8, false);
        }

        if (DiscountMinor != 0)
        {
            json.WriteNumber("discountMinor"u8, DiscountMinor);
        }

        if (Type != SaleType.Void)
        {
            WriteLines(json);
        }

        json.WriteEndObject();
    }

    static bool IsRevenue(ReceiptLine line) => line.Kind is not ("giftCard" or "prepayment");

    /// <summary>On a return every line comes back; elsewhere the line says.</summary>
    long Direction(ReceiptLine line) => Type == SaleType.Sale && line.GivesBack ? -1 : 1;

    void WriteLines(Utf8JsonWriter json)
    {
        json.WriteStartArray("lines"u8);
        foreach (var line in Lines)
        {
            json.WriteStartObject();
            json.WriteString("sku"u8, line.Sku);
            WriteText(json, "name"u8, line.Name);
            WriteText(json, "category"u8, line.Category);
            WriteText(json, "kind"u8, line.Kind);
            WriteQuantity(json, line.QuantityMilli);
            json.WriteNumber(line.UnitPriceMinor is null ? "amountMinor"u8 : "unitPriceMinor"u8, line.UnitPriceMinor ?? line.AmountMinor);
            if (line.DiscountMinor != 0)
            {
                json.WriteNumber("discountMinor"u8, line.DiscountMinor);
            }

            if (line.TaxMinor is { } tax)
            {
                json.WriteNumber("taxMinor"u8, tax);
            }

            WriteText(json, "taxCode"u8, line.TaxCode);
            if (Type == SaleType.Sale && line.GivesBack)
            {
                json.WriteBoolean("returned"u8, true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteQuantity(Utf8JsonWriter json, long milli)
    {
        if (milli % 1000 == 0)
        {
            json.WriteNumber("quantity"u8, milli / 1000);
        }
        else
        {
            json.WriteNumber("quantity"u8, milli / 1000m);
        }
    }

    static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> member, string? text)
    {
        if (text is not null)
        {
            json.WriteString(member, text);
        }
    }
}

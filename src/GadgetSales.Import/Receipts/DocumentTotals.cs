using System.Text.Json;
using GadgetSales.Core.Sales;

namespace GadgetSales.Import.Receipts;

/// <summary>What a sale that came as a document comes to, for the plan.</summary>
static class DocumentTotals
{
    internal static SaleDocument Of(Sale sale, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return new SaleDocument
        {
            SaleId = sale.SaleId,
            StoreId = sale.StoreId,
            Type = sale.Type,
            SoldAt = sale.SoldAt,
            BusinessDate = sale.BusinessDate,
            Currency = sale.Currency,
            DiscountMinor = Number(document.RootElement, "discountMinor"u8) ?? 0,
            Lines = document.RootElement.TryGetProperty("lines"u8, out var lines) ? [.. lines.EnumerateArray().Select(Line)] : [],
        };
    }

    static ReceiptLine Line(JsonElement line)
    {
        var quantity = line.GetProperty("quantity"u8).GetDecimal();
        var discount = Number(line, "discountMinor"u8) ?? 0;
        var kind = line.TryGetProperty("kind"u8, out var named) ? named.GetString() : null;
        return new ReceiptLine
        {
            Sku = "",
            Kind = kind == "goods" ? null : kind,
            QuantityMilli = (long)(quantity * 1000),
            AmountMinor = Number(line, "amountMinor"u8) ?? (LineMoney.Round(quantity * (Number(line, "unitPriceMinor"u8) ?? 0)) - discount),
            GivesBack = line.TryGetProperty("returned"u8, out var returned) && returned.GetBoolean(),
        };
    }

    static long? Number(JsonElement element, ReadOnlySpan<byte> member) => element.TryGetProperty(member, out var value) ? value.GetInt64() : null;
}

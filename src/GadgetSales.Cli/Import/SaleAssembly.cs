using GadgetSales.Core.Sales;

namespace GadgetSales.Cli.Import;

/// <summary>Makes one sale of its lines. Repeated products stay: a receipt can list one twice.</summary>
static class SaleAssembly
{
    /// <summary>The sale, or null and the reason why these lines make none.</summary>
    internal static Sale? Make(IReadOnlyList<SaleRow> rows, out string? reason)
    {
        reason = Fault(rows);
        if (reason is not null)
        {
            return null;
        }

        var head = rows[0].Head!;
        return new Sale
        {
            SaleId = rows[0].SaleId!,
            StoreId = head.StoreId,
            RegisterId = head.RegisterId,
            ReceiptNumber = head.ReceiptNumber,
            Type = head.Type ?? (rows[0].GivesBack ? SaleType.Return : SaleType.Sale),
            OriginalSaleId = head.OriginalSaleId,
            SoldAt = head.SoldAt,
            BusinessDate = head.BusinessDate ?? DateOnly.FromDateTime(head.SoldAt.DateTime),
            Currency = head.Currency,
            Channel = head.Channel,
            Lines = [.. rows.Where(row => row.Line is not null).Select(row => row.Line!)],
        };
    }

    static string? Fault(IReadOnlyList<SaleRow> rows)
    {
        var first = rows[0];
        foreach (var row in rows)
        {
            if (row.Fault is { } fault)
            {
                // One line short, the sale would be recorded wrong for good: all of it is left out.
                return rows.Count == 1 ? fault : $"line {row.Source.Number}: {fault}";
            }

            if (Difference(first.Head, row.Head) is { } field)
            {
                return $"lines {first.Source.Number} and {row.Source.Number} of the sale do not agree on {field}";
            }

            if (row.GivesBack != first.GivesBack)
            {
                return "the sale has quantities above and below zero: split it into a sale and a return";
            }
        }

        return first is { GivesBack: true, Head.Type: SaleType.Sale } ? "a sale cannot have quantities below zero" : null;
    }

    static string? Difference(SaleHead? one, SaleHead? other) =>
        one is null || other is null || one == other ? null
        : one.StoreId != other.StoreId ? SaleFields.StoreId
        : one.SoldAt != other.SoldAt ? SaleFields.SoldAt
        : one.Currency != other.Currency ? SaleFields.Currency
        : one.Type != other.Type ? SaleFields.Type
        : one.BusinessDate != other.BusinessDate ? SaleFields.BusinessDate
        : "register_id, receipt_number, channel or original_sale_id";
}

using GadgetSales.Core.Sales;
using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Makes one sale of a receipt's lines. Repeated products stay, as a receipt can list one twice; a repeated block of all its lines goes.</summary>
static class ReceiptAssembly
{
    /// <summary>The sale, or null and the reason why these lines make none.</summary>
    internal static SaleDocument? Make(IReadOnlyList<ReceiptRow> all, out string? reason, out int repeated)
    {
        var rows = Once(all);
        repeated = all.Count - rows.Count;
        reason = Fault(rows);
        if (reason is not null)
        {
            return null;
        }

        var head = rows[0].Head!;
        ReceiptLine[] lines = [.. rows.Select(row => row.Line).OfType<ReceiptLine>()];
        var type = head.Type ?? (lines.All(line => line.GivesBack) ? SaleType.Return : SaleType.Sale);
        var discount = head.TotalMinor is { } total && type == SaleType.Sale ? lines.Sum(line => line.GivesBack ? -line.AmountMinor : line.AmountMinor) - total : 0;
        if (discount < 0)
        {
            reason = $"the lines come to {-discount} minor units less than the receipt's total";
            return null;
        }

        return new SaleDocument
        {
            SaleId = rows[0].SaleId!,
            StoreId = head.StoreId,
            RegisterId = head.RegisterId,
            ReceiptNumber = head.ReceiptNumber,
            Type = type,
            OriginalSaleId = head.OriginalSaleId,
            SoldAt = head.SoldAt,
            BusinessDate = head.BusinessDate,
            Currency = head.Currency,
            Channel = head.Channel,
            ExternalId = head.ExternalId,
            TaxIncluded = head.TaxIncluded,
            DiscountMinor = discount,
            Lines = lines,
        };
    }

    /// <summary>
    /// Exports that overlap bring a receipt twice, with other receipts between: blocks that equal the first are the same lines again.
    /// </summary>
    static IReadOnlyList<ReceiptRow> Once(IReadOnlyList<ReceiptRow> rows)
    {
        var length = 1;
        while (length < rows.Count && !rows[length].BeginsBlock)
        {
            length++;
        }

        if (length == rows.Count || rows.Count % length != 0)
        {
            return rows;
        }

        for (var index = length; index < rows.Count; index++)
        {
            var (row, first) = (rows[index], rows[index % length]);
            if (row.BeginsBlock != (index % length == 0) || row.Fault is not null || row.Head != first.Head || row.Line != first.Line)
            {
                return rows;
            }
        }

        return [.. rows.Take(length)];
    }

    static string? Fault(IReadOnlyList<ReceiptRow> rows)
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
                return $"lines {first.Source.Number} and {row.Source.Number} of the sale do not agree on {field}{Fix(field)}";
            }
        }

        return WrongWay(first.Head!.Type, rows);
    }

    static string? WrongWay(SaleType? type, IReadOnlyList<ReceiptRow> rows)
    {
        var back = rows.Count(row => row.Line?.GivesBack == true);
        return type == SaleType.Sale && back == rows.Count ? "a sale cannot have quantities below zero"
            : type == SaleType.Return && back > 0 && back < rows.Count ? "some lines of the return are below zero and some above"
            : null;
    }

    static string? Difference(ReceiptHead? one, ReceiptHead? other) =>
        one is null || other is null || one == other ? null
        : one.StoreId != other.StoreId ? ImportFields.StoreId
        : one.SoldAt != other.SoldAt ? ImportFields.SoldAt
        : one.Currency != other.Currency ? ImportFields.Currency
        : one.Type != other.Type ? ImportFields.Type
        : one.BusinessDate != other.BusinessDate ? ImportFields.BusinessDate
        : one.ExternalId != other.ExternalId ? ImportFields.ExternalId
        : "register_id, receipt_number, channel, tax_included or original_sale_id";

    static string Fix(string field) => field switch
    {
        ImportFields.StoreId => ": if each store counts its receipts for itself, join the two with --map sale_id=STORE+RECEIPT",
        ImportFields.ExternalId => ": two numbers become one sale id, tell them apart with --map sale_id=COLUMN+COLUMN",
        _ => "",
    };
}

using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Reconciliation;

/// <summary>Receipts that a till must have written and that never came. It stands at the date of the receipt before it.</summary>
/// <param name="First">The first number that is missing.</param>
/// <param name="Last">The last of them.</param>
/// <param name="AfterSaleId">The receipt before them.</param>
/// <param name="BeforeSaleId">The receipt after them.</param>
public sealed record ReceiptGap(string? RegisterId, DateOnly BusinessDate, long First, long Last, string AfterSaleId, string BeforeSaleId)
{
    public long Missing => Last - First + 1;
}

/// <summary>A number that several receipts of a till have: a receipt that was posted under two ids, or two tills of one name.</summary>
public sealed record ReceiptRepeat(string? RegisterId, DateOnly BusinessDate, long ReceiptNumber, IReadOnlyList<string> SaleIds);

/// <summary>Gaps and repeats in the consecutive numbers of a store's tills.</summary>
/// <param name="Gaps">By register and number.</param>
/// <param name="Repeats">By register and number.</param>
public sealed record ReceiptNumbers(IReadOnlyList<ReceiptGap> Gaps, IReadOnlyList<ReceiptRepeat> Repeats)
{
    /// <summary>
    /// Checks the receipts of one store. Tills count on from day to day, or start anew: a day most of whose numbers are not above those of the days before
    /// begins a new count, and a number that comes late belongs to the count it fills. Receipts without a number take no part.
    /// </summary>
    public static ReceiptNumbers Of(IEnumerable<Sale> sales)
    {
        List<ReceiptGap> gaps = [];
        List<ReceiptRepeat> repeats = [];
        foreach (var register in sales.Where(sale => sale.ReceiptNumber is not null).GroupBy(sale => sale.RegisterId, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var count in Counts(register))
            {
                Check(register.Key, count, gaps, repeats);
            }
        }

        return new ReceiptNumbers(gaps, repeats);
    }

    /// <summary>The days of one till, joined where it counts on.</summary>
    static List<List<Sale>> Counts(IEnumerable<Sale> register)
    {
        List<List<Sale>> counts = [];
        var highest = 0L;
        foreach (var day in register.GroupBy(sale => sale.BusinessDate).OrderBy(day => day.Key))
        {
            Sale[] receipts = [.. day];
            var startsAnew = counts.Count == 0 || receipts.Count(sale => sale.ReceiptNumber <= highest) * 2 > receipts.Length;
            if (startsAnew)
            {
                counts.Add([]);
                highest = 0;
            }

            counts[^1].AddRange(receipts);
            highest = Math.Max(highest, receipts.Max(sale => sale.ReceiptNumber!.Value));
        }

        return counts;
    }

    static void Check(string? registerId, List<Sale> count, List<ReceiptGap> gaps, List<ReceiptRepeat> repeats)
    {
        Sale? before = null;
        foreach (var number in count.GroupBy(sale => sale.ReceiptNumber!.Value).OrderBy(group => group.Key))
        {
            Sale[] receipts = [.. number.OrderBy(sale => sale.SoldAt).ThenBy(sale => sale.SaleId, StringComparer.Ordinal)];
            if (receipts.Length > 1)
            {
                repeats.Add(new ReceiptRepeat(registerId, receipts[^1].BusinessDate, number.Key, [.. receipts.Select(sale => sale.SaleId)]));
            }

            if (before is { ReceiptNumber: { } last } && number.Key > last + 1)
            {
                gaps.Add(new ReceiptGap(registerId, before.BusinessDate, last + 1, number.Key - 1, before.SaleId, receipts[0].SaleId));
            }

            before = receipts[^1];
        }
    }
}

using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Reconciliation;
using GadgetSales.Core.Sales;

namespace GadgetSales.Api.Reconciliation;

/// <summary>Looks through a store's recorded sales for what an auditor would ask about. It reads the ledger, so what was acknowledged is considered.</summary>
public sealed class Reconciler(ISalesLedger ledger, ISaleLinks links, ILedgerNotes notes)
{
    public async Task<ReconciliationDocument> RunAsync(string storeId, DateSpan span, CancellationToken cancellationToken)
    {
        var days = new StoreDays(ledger, storeId, cancellationToken);
        var before = (await days.ReadAsync(span.From.AddDays(-1))).Select(recorded => recorded.Sale).ToList();
        List<RecordedSale> sales = [];
        for (var date = span.From; date <= span.To; date = date.AddDays(1))
        {
            sales.AddRange(await days.ReadAsync(date));
        }

        // With the day before, so that what is missing between two days is found; what is missing within that day is none of this answer's.
        var numbers = ReceiptNumbers.Of([.. before, .. sales.Select(recorded => recorded.Sale)]);
        var context = before.Select(sale => sale.SaleId).ToHashSet(StringComparer.Ordinal);
        var explanations = await ReconciliationNotes.ExplanationsAsync(notes, storeId, cancellationToken);
        var (overReturns, voids) = (new List<OverReturn>(), new List<VoidAfterReturn>());
        await FindReturnsAsync(sales, overReturns, voids, cancellationToken);
        return ReconciliationDocument.Of(
            storeId, span, sales.Count,
            [.. numbers.Gaps.Where(gap => !context.Contains(gap.BeforeSaleId)).Select(gap => GapDocument.Of(gap, explanations.FirstOrDefault(each => each.Covers(gap))))],
            [.. numbers.Repeats.Where(repeat => repeat.SaleIds.Any(id => !context.Contains(id)))],
            overReturns, voids, [.. sales.Select(LateArrival.Of).OfType<LateArrival>()]);
    }

    async Task FindReturnsAsync(List<RecordedSale> sales, List<OverReturn> overReturns, List<VoidAfterReturn> voids, CancellationToken cancellationToken)
    {
        foreach (var originalId in sales.Where(recorded => recorded.Sale is { Type: SaleType.Return, OriginalSaleId: not null }).Select(recorded => recorded.Sale.OriginalSaleId!).Distinct(StringComparer.Ordinal))
        {
            var original = await ledger.FindAsync(originalId, cancellationToken);
            overReturns.AddRange(OverReturn.Of(originalId, original?.Sale, await StandingReturnsAsync(originalId, cancellationToken)));
        }

        foreach (var recorded in sales.Where(recorded => recorded.Sale.Type == SaleType.Void && recorded.Original?.Type == SaleType.Sale))
        {
            var returns = await StandingReturnsAsync(recorded.Sale.OriginalSaleId!, cancellationToken);
            if (returns.Count > 0)
            {
                voids.Add(new VoidAfterReturn(recorded.Sale.SaleId, recorded.Sale.OriginalSaleId!, recorded.Sale.BusinessDate, [.. returns.Select(sale => sale.SaleId)]));
            }
        }
    }

    /// <summary>The returns of a sale that were not voided themselves.</summary>
    async Task<List<Sale>> StandingReturnsAsync(string originalId, CancellationToken cancellationToken)
    {
        List<Sale> standing = [];
        foreach (var id in (await links.FindAsync(originalId, cancellationToken)).Returns)
        {
            if ((await links.FindAsync(id, cancellationToken)).VoidedBy is null && await ledger.FindAsync(id, cancellationToken) is { } found)
            {
                standing.Add(found.Sale);
            }
        }

        return standing;
    }
}

using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Reconciliation;

/// <summary>A sale that was recorded long after it was sold: a till that was offline, an import, or a clock that is wrong.</summary>
/// <param name="IsYearsAway">More than a year lies between: the till's clock or the export's dates deserve a look.</param>
public sealed record LateArrival(string SaleId, string? RegisterId, DateOnly BusinessDate, DateTimeOffset SoldAt, DateTimeOffset RecordedAt, bool IsYearsAway)
{
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);
    public static readonly TimeSpan FarAfter = TimeSpan.FromDays(366);

    /// <summary>Null for a sale that came in time.</summary>
    public static LateArrival? Of(RecordedSale recorded)
    {
        var (sale, delay) = (recorded.Sale, recorded.RecordedAt - recorded.Sale.SoldAt);
        return delay <= LateAfter ? null : new LateArrival(sale.SaleId, sale.RegisterId, sale.BusinessDate, sale.SoldAt, recorded.RecordedAt, delay > FarAfter);
    }
}

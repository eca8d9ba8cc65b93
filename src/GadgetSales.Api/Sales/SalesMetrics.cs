using System.Diagnostics.Metrics;

namespace GadgetSales.Api.Sales;

/// <summary>
/// Counts the sales that never reach the ledger, which counts all others: instrument <c>gadgetsales.api.rejected</c> of meter <c>GadgetSales.Api</c>.
/// </summary>
public sealed class SalesMetrics
{
    public const string MeterName = "GadgetSales.Api";

    readonly Counter<long> _rejected;

    public SalesMetrics(IMeterFactory meters) => _rejected = meters.Create(MeterName).CreateCounter<long>(
        "gadgetsales.api.rejected", "{sale}", "Posted sales that are unreadable, break a rule or belong to a store that the key does not cover");

    public void Rejected(long count = 1) => _rejected.Add(count);
}

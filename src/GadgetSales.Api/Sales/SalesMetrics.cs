using System.Diagnostics.Metrics;

namespace GadgetSales.Api.Sales;

/// <summary>
/// What became of posted sales, for the log; and for meters those that never reach the ledger, which counts all others: instrument
/// <c>gadgetsales.api.rejected</c> of meter <c>GadgetSales.Api</c>.
/// </summary>
public sealed class SalesMetrics
{
    public const string MeterName = "GadgetSales.Api";

    readonly Counter<long> _notOffered;
    long _recorded;
    long _replayed;
    long _conflict;
    long _rejected;

    public SalesMetrics(IMeterFactory meters) => _notOffered = meters.Create(MeterName).CreateCounter<long>(
        "gadgetsales.api.rejected", "{sale}", "Posted sales that are unreadable, break a rule or belong to a store that the key does not cover");

    /// <summary>All since the start.</summary>
    public SaleCounts Counts => new(Volatile.Read(ref _recorded), Volatile.Read(ref _replayed), Volatile.Read(ref _conflict), Volatile.Read(ref _rejected));

    public void Recorded(long count = 1) => Interlocked.Add(ref _recorded, count);

    public void Replayed(long count = 1) => Interlocked.Add(ref _replayed, count);

    public void Conflict(long count = 1) => Interlocked.Add(ref _conflict, count);

    /// <summary>For whatever reason.</summary>
    public void Rejected(long count = 1) => Interlocked.Add(ref _rejected, count);

    /// <summary>Of those that were rejected, the ones that the ledger has not seen.</summary>
    public void NotOffered(long count = 1) => _notOffered.Add(count);
}

/// <summary>Sales by outcome.</summary>
public readonly record struct SaleCounts(long Recorded, long Replayed, long Conflict, long Rejected);

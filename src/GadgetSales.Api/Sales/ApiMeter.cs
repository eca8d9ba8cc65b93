using System.Diagnostics.Metrics;

namespace GadgetSales.Api.Sales;

/// <summary>Counts what became of posted sales: instrument <c>gadgetsales.api.sales</c> of meter <c>GadgetSales.Api</c>, tag <c>outcome</c>.</summary>
public sealed class ApiMeter
{
    public const string Name = "GadgetSales.Api";

    static readonly KeyValuePair<string, object?> RecordedTag = new("outcome", "recorded");
    static readonly KeyValuePair<string, object?> ReplayedTag = new("outcome", "replayed");
    static readonly KeyValuePair<string, object?> ConflictTag = new("outcome", "conflict");
    static readonly KeyValuePair<string, object?> RejectedTag = new("outcome", "rejected");

    readonly Counter<long> _sales;
    long _recorded;
    long _replayed;
    long _conflict;
    long _rejected;

    public ApiMeter(IMeterFactory meters) =>
        _sales = meters.Create(Name).CreateCounter<long>("gadgetsales.api.sales", "{sale}", "Posted sales by outcome");

    /// <summary>All since the start.</summary>
    public SaleCounts Counts => new(Volatile.Read(ref _recorded), Volatile.Read(ref _replayed), Volatile.Read(ref _conflict), Volatile.Read(ref _rejected));

    public void Recorded(long count = 1) => Add(ref _recorded, count, RecordedTag);

    public void Replayed(long count = 1) => Add(ref _replayed, count, ReplayedTag);

    public void Conflict(long count = 1) => Add(ref _conflict, count, ConflictTag);

    public void Rejected(long count = 1) => Add(ref _rejected, count, RejectedTag);

    void Add(ref long total, long count, in KeyValuePair<string, object?> outcome)
    {
        Interlocked.Add(ref total, count);
        _sales.Add(count, outcome);
    }
}

/// <summary>Sales by outcome.</summary>
public readonly record struct SaleCounts(long Recorded, long Replayed, long Conflict, long Rejected);

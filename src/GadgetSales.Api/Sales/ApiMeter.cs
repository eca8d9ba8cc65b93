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

    public ApiMeter(IMeterFactory meters) =>
        _sales = meters.Create(Name).CreateCounter<long>("gadgetsales.api.sales", "{sale}", "Posted sales by outcome");

    public void Recorded(long count = 1) => _sales.Add(count, RecordedTag);

    public void Replayed(long count = 1) => _sales.Add(count, ReplayedTag);

    public void Conflict(long count = 1) => _sales.Add(count, ConflictTag);

    public void Rejected(long count = 1) => _sales.Add(count, RejectedTag);
}

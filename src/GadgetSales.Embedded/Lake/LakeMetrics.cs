using System.Diagnostics.Metrics;

namespace GadgetSales.Embedded.Lake;

/// <summary>Meter <c>GadgetSales.Lake</c>.</summary>
public sealed class LakeMetrics
{
    public const string MeterName = "GadgetSales.Lake";

    readonly Counter<long> _written;
    readonly Counter<long> _errors;
    readonly Histogram<double> _commit;
    readonly Histogram<double> _query;

    public LakeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _written = meter.CreateCounter<long>("gadgetsales.lake.written", "{fact}", "Facts that became durable and visible");
        _errors = meter.CreateCounter<long>("gadgetsales.lake.errors", "{error}", "Transactions and queries that failed");
        _commit = meter.CreateHistogram<double>("gadgetsales.lake.commit.duration", "s", "Time to make a batch of facts durable");
        _query = meter.CreateHistogram<double>("gadgetsales.lake.query.duration", "s", "Time to answer a query");
    }

    internal void Wrote(int facts, TimeSpan elapsed)
    {
        _written.Add(facts);
        _commit.Record(elapsed.TotalSeconds);
    }

    internal void Answered(double milliseconds) => _query.Record(milliseconds / 1000);

    internal void Failed(string operation) => _errors.Add(1, new KeyValuePair<string, object?>("operation", operation));
}

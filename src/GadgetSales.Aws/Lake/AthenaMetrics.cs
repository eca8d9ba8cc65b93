using System.Diagnostics.Metrics;
using GadgetSales.Aws.Lake.Client;

namespace GadgetSales.Aws.Lake;

/// <summary>Meter <c>GadgetSales.Lake</c> where Athena is the engine. Attempts that the SDK repeats are one query here.</summary>
sealed class AthenaMetrics
{
    public const string MeterName = "GadgetSales.Lake";

    const string Throttled = "query_throttled";

    readonly Counter<long> _started;
    readonly Counter<long> _throttled;
    readonly Counter<long> _errors;
    readonly Counter<long> _scanned;
    readonly Histogram<double> _duration;
    readonly Histogram<double> _queue;
    readonly Histogram<double> _execution;

    public AthenaMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _started = meter.CreateCounter<long>("gadgetsales.lake.query.started", "{query}", "Queries that Athena took");
        _throttled = meter.CreateCounter<long>("gadgetsales.lake.query.throttled", "{query}", "Queries that Athena refused because too many arrive");
        _errors = meter.CreateCounter<long>("gadgetsales.lake.errors", "{error}", "Queries that failed, by code");
        _scanned = meter.CreateCounter<long>("gadgetsales.lake.query.scanned", "By", "Bytes scanned, as billed");
        _duration = meter.CreateHistogram<double>("gadgetsales.lake.query.duration", "s", "Time to answer a query");
        _queue = meter.CreateHistogram<double>("gadgetsales.lake.query.queue.duration", "s", "Time a query waited in Athena's queue");
        _execution = meter.CreateHistogram<double>("gadgetsales.lake.query.execution.duration", "s", "Time Athena's engine worked on a query");
    }

    public void Started() => _started.Add(1);

    /// <summary>Counts what an execution cost, whether it succeeded or not: it is billed either way.</summary>
    public void Ended(QueryExecutionStatistics? statistics)
    {
        _scanned.Add(statistics?.DataScannedInBytes ?? 0);
        Record(_queue, statistics?.QueryQueueTimeInMillis);
        Record(_execution, statistics?.EngineExecutionTimeInMillis);
    }

    public void Answered(double milliseconds) => _duration.Record(milliseconds / 1000);

    public void Failed(string code)
    {
        _errors.Add(1, new("operation", "query"), new("code", code));
        if (code == Throttled)
        {
            _throttled.Add(1);
        }
    }

    static void Record(Histogram<double> histogram, long? milliseconds)
    {
        if (milliseconds is { } known)
        {
            histogram.Record(known / 1000.0);
        }
    }
}

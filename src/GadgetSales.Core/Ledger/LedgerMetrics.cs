using System.Diagnostics.Metrics;

namespace GadgetSales.Core.Ledger;

/// <summary>Meter <c>GadgetSales.Ledger</c>, the same instruments whatever the store. Outcomes are counted once they are durable.</summary>
public sealed class LedgerMetrics
{
    public const string MeterName = "GadgetSales.Ledger";

    readonly Counter<long> _received;
    readonly Counter<long> _recorded;
    readonly Counter<long> _replayed;
    readonly Counter<long> _conflicts;
    readonly Counter<long> _refused;
    readonly Counter<long> _errors;
    readonly Histogram<int> _commitSize;
    readonly Histogram<double> _commitDuration;

    readonly Meter _meter;

    public LedgerMetrics(IMeterFactory factory)
    {
        var meter = _meter = factory.Create(MeterName);
        _received = meter.CreateCounter<long>("gadgetsales.ledger.received", "{sale}", "Sales offered to the ledger");
        _recorded = meter.CreateCounter<long>("gadgetsales.ledger.recorded", "{sale}", "Sales newly recorded");
        _replayed = meter.CreateCounter<long>("gadgetsales.ledger.replayed", "{sale}", "Sales recorded before with the same content");
        _conflicts = meter.CreateCounter<long>("gadgetsales.ledger.conflicts", "{sale}", "Sales recorded before with other content");
        _refused = meter.CreateCounter<long>("gadgetsales.ledger.refused", "{sale}", "Voids that their originals forbid");
        _errors = meter.CreateCounter<long>("gadgetsales.ledger.errors", "{error}", "Commits and offers that failed, by code");
        _commitSize = meter.CreateHistogram<int>("gadgetsales.ledger.commit.size", "{sale}", "Sales that shared a commit: 1 where each is written on its own");
        _commitDuration = meter.CreateHistogram<double>("gadgetsales.ledger.commit.duration", "s", "Until what was recorded is durable");
    }

    public void Watch(Func<int> waiting) =>
        _meter.CreateObservableGauge("gadgetsales.ledger.waiting", waiting, "{sale}", "Sales that wait for a commit");

    public void Received(int sales) => _received.Add(sales);

    public void Answered(AppendOutcome outcome)
    {
        if (outcome is AppendOutcome.Unavailable)
        {
            // Counted as an error where the store failed.
            return;
        }

        var counter = outcome switch
        {
            AppendOutcome.Recorded => _recorded,
            AppendOutcome.Replayed => _replayed,
            AppendOutcome.Conflict => _conflicts,
            _ => _refused,
        };
        counter.Add(1);
    }

    public void Failed(string code) => _errors.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Committed(int sales, TimeSpan duration)
    {
        _commitSize.Record(sales);
        _commitDuration.Record(duration.TotalSeconds);
    }
}

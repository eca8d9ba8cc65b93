using System.Diagnostics.Metrics;

namespace GadgetSales.Embedded.Feed;

/// <summary>Meter <c>GadgetSales.Feed</c>.</summary>
public sealed class FeedMetrics
{
    public const string MeterName = "GadgetSales.Feed";

    readonly Meter _meter;
    readonly Counter<long> _received;
    readonly Counter<long> _written;
    readonly Counter<long> _quarantined;
    readonly Counter<long> _errors;

    public FeedMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _received = _meter.CreateCounter<long>("gadgetsales.feed.received", "{entry}", "Ledger entries read");
        _written = _meter.CreateCounter<long>("gadgetsales.feed.written", "{entry}", "Ledger entries whose facts are in the lake");
        _quarantined = _meter.CreateCounter<long>("gadgetsales.feed.quarantined", "{entry}", "Ledger entries set aside because they cannot become facts");
        _errors = _meter.CreateCounter<long>("gadgetsales.feed.errors", "{error}", "Attempts to move a batch that failed and are repeated");
    }

    internal void Watch(Func<long> lag) =>
        _meter.CreateObservableGauge("gadgetsales.feed.lag", lag, "{entry}", "Ledger entries that are not in the lake yet");

    internal void Received(int entries) => _received.Add(entries);

    internal void Written(int entries, int quarantined)
    {
        _written.Add(entries - quarantined);
        _quarantined.Add(quarantined);
    }

    internal void Failed() => _errors.Add(1);
}

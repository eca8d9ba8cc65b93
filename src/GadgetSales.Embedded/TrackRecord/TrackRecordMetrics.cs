using System.Diagnostics.Metrics;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>Meter <c>GadgetSales.Projections</c>.</summary>
public sealed class TrackRecordMetrics
{
    public const string MeterName = "GadgetSales.Projections";

    readonly Counter<long> _kept;
    readonly Counter<long> _dropped;
    readonly Counter<long> _scored;
    readonly Counter<long> _givenUp;

    public TrackRecordMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _kept = meter.CreateCounter<long>("gadgetsales.projections.kept", "{projection}", "Issued projections written to the track record");
        _dropped = meter.CreateCounter<long>("gadgetsales.projections.dropped", "{projection}", "Issued projections that were not kept");
        _scored = meter.CreateCounter<long>("gadgetsales.projections.scored", "{projection}", "Issued projections compared with what was sold");
        _givenUp = meter.CreateCounter<long>("gadgetsales.projections.given_up", "{projection}", "Issued projections that can never be compared");
    }

    internal void Kept() => _kept.Add(1);

    internal void Dropped(int projections) => _dropped.Add(projections);

    internal void Scored() => _scored.Add(1);

    internal void GivenUp() => _givenUp.Add(1);
}

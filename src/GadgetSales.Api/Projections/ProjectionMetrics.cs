using System.Diagnostics.Metrics;

namespace GadgetSales.Api.Projections;

/// <summary>The work that projections are, on meter <c>GadgetSales.Projections</c>: requests at work, series projected, requests whose client left.</summary>
public sealed class ProjectionMetrics
{
    public const string MeterName = "GadgetSales.Projections";

    readonly UpDownCounter<long> _running;
    readonly Counter<long> _series;
    readonly Counter<long> _cancelled;

    public ProjectionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _running = meter.CreateUpDownCounter<long>("gadgetsales.projections.running", "{request}", "Requests whose series are being projected");
        _series = meter.CreateCounter<long>("gadgetsales.projections.series", "{series}", "Series projected for answers");
        _cancelled = meter.CreateCounter<long>("gadgetsales.projections.cancelled", "{request}", "Requests whose work was stopped because the client left");
    }

    internal void Started() => _running.Add(1);

    internal void Ended() => _running.Add(-1);

    internal void Projected(int series) => _series.Add(series);

    internal void Cancelled() => _cancelled.Add(1);
}

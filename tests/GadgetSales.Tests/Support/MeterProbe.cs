using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GadgetSales.Tests.Support;

/// <summary>Makes meters and keeps what they measure, apart from every other test's.</summary>
public sealed class MeterProbe : IMeterFactory
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<double>> _measured = new(StringComparer.Ordinal);
    readonly ConcurrentBag<Meter> _meters = [];
    readonly MeterListener _listener = new();

    public MeterProbe()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Keep(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Keep(instrument, value));
        _listener.Start();
    }

    /// <summary>Every value of an instrument, in the order of measuring.</summary>
    public IReadOnlyList<double> Values(string instrument) => _measured.TryGetValue(instrument, out var values) ? [.. values] : [];

    public double Sum(string instrument) => Values(instrument).Sum();

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(new MeterOptions(options.Name) { Version = options.Version, Tags = options.Tags, Scope = this });
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }

    void Keep(Instrument instrument, double value) => _measured.GetOrAdd(instrument.Name, _ => new()).Enqueue(value);
}

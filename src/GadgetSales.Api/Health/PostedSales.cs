using System.Diagnostics.Metrics;
using GadgetSales.Api.Sales;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Api.Health;

/// <summary>Tells every ten seconds in one line what became of the sales that were posted since: the requests that brought them have no line of their own.</summary>
public sealed partial class PostedSales : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    static readonly string[] Outcomes =
    [
        "gadgetsales.ledger.recorded", "gadgetsales.ledger.replayed", "gadgetsales.ledger.conflicts", "gadgetsales.ledger.refused", "gadgetsales.api.rejected",
    ];

    readonly long[] _since = new long[Outcomes.Length];
    readonly MeterListener _listener = new();
    readonly TimeProvider _time;
    readonly ILogger<PostedSales> _logger;

    /// <param name="meters">Whose counters are heard: other services of this process have their own.</param>
    public PostedSales(IMeterFactory meters, TimeProvider time, ILogger<PostedSales> logger)
    {
        (_time, _logger) = (time, logger);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is LedgerMetrics.MeterName or SalesMetrics.MeterName && instrument.Meter.Scope == meters
                && Array.IndexOf(Outcomes, instrument.Name) is >= 0 and var outcome)
            {
                listener.EnableMeasurementEvents(instrument, state: outcome);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, sales, _, outcome) => Interlocked.Add(ref _since[(int)outcome!], sales));
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request, which the loop does not wait for.
        _listener.Start();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Tell();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Tell();
        }
    }

    void Tell()
    {
        long[] sales = [.. Enumerable.Range(0, Outcomes.Length).Select(outcome => Interlocked.Exchange(ref _since[outcome], 0))];
        if (sales.Any(count => count > 0))
        {
            LogSales(sales[0], sales[1], sales[2], sales[3] + sales[4]);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sales posted: {Recorded} recorded, {Replayed} replayed, {Conflict} in conflict, {Rejected} rejected")]
    partial void LogSales(long recorded, long replayed, long conflict, long rejected);
}

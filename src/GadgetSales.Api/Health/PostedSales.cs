using GadgetSales.Api.Sales;

namespace GadgetSales.Api.Health;

/// <summary>Tells every ten seconds in one line what became of the sales that were posted since: the requests that brought them have no line of their own.</summary>
public sealed partial class PostedSales(ApiMeter meter, TimeProvider time, ILogger<PostedSales> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    SaleCounts _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Tell();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Tell();
    }

    void Tell()
    {
        var (now, before) = (meter.Counts, _told);
        _told = now;
        if (now != before)
        {
            LogSales(now.Recorded - before.Recorded, now.Replayed - before.Replayed, now.Conflict - before.Conflict, now.Rejected - before.Rejected);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sales posted: {Recorded} recorded, {Replayed} replayed, {Conflict} in conflict, {Rejected} rejected")]
    partial void LogSales(long recorded, long replayed, long conflict, long rejected);
}

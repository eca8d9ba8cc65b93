using System.Threading.Channels;
using GadgetSales.Projections.TrackRecord;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>
/// Writes issued projections beside the answers, and lets them be scored once their periods have passed. Whatever fails here is logged and dropped and counted;
/// answers never notice: when more come than can be written, the newest are dropped, because an analyst does not wait for a statistic.
/// </summary>
public sealed partial class TrackRecordKeeper(
    TrackRecordStore store, TrackRecordScorer scorer, IOptions<TrackRecordOptions> options, TrackRecordMetrics metrics, TimeProvider time, ILogger<TrackRecordKeeper> logger)
    : BackgroundService, ITrackRecord
{
    const int MaxWaiting = 32;

    readonly Channel<IssuedAnswer> _waiting = Channel.CreateBounded<IssuedAnswer>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    long _dropped;

    DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public bool Offer(IssuedAnswer answer)
    {
        var isKept = (long)answer.Projection.Series.Count * answer.Query.Horizon <= IssuedProjection.MaxValues && _waiting.Writer.TryWrite(answer);
        if (!isKept)
        {
            Drop(1);
            LogDropped(answer.Projection.Series.Count);
        }

        return isKept;
    }

    public Task<TrackRecordState> ReadAsync(CancellationToken cancellationToken) => ReadAsync(TrackRecordParts.None, cancellationToken);

    public Task<TrackRecordState> ReadAsync(TrackRecordParts parts, CancellationToken cancellationToken) =>
        store.UseAsync(file => file.Read(Interlocked.Read(ref _dropped), parts), cancellationToken);

    /// <summary>One projection at a time, so that those who write need not wait for all.</summary>
    public async Task<IReadOnlyList<TrackRecordPoint>> ReadPointsAsync(TrackRecordPointQuery query, CancellationToken cancellationToken)
    {
        List<TrackRecordPoint> points = [];
        var before = long.MaxValue;
        while (points.Count < query.Limit)
        {
            if (await store.UseAsync(file => file.PreviousScored(before), cancellationToken).ConfigureAwait(false) is not { } scored)
            {
                break;
            }

            before = scored.Id;
            var actuals = StoredProjection.Inflate<IReadOnlyList<IReadOnlyList<double?>>>(scored.Sold);
            points.AddRange(scored.Stored.Read().Points(actuals).Where(query.Holds).Take(query.Limit - points.Count));
        }

        return points;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await KeepAsync().ConfigureAwait(false);
            await scorer.ScoreDueAsync(stoppingToken).ConfigureAwait(false);
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            try
            {
                // Either more answers come, or it is time to look for projections whose periods have passed.
                await _waiting.Reader.WaitToReadAsync(wake.Token).AsTask().WaitAsync(TimeSpan.FromMinutes(options.Value.ScoreEveryMinutes), time, stoppingToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                await wake.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await KeepAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what waits. Not cancelled: it takes milliseconds, and what is left unwritten at a stop is lost.</summary>
    async Task KeepAsync()
    {
        while (_waiting.Reader.TryRead(out var answer))
        {
            try
            {
                var projection = IssuedProjection.Of(answer);
                await store.UseAsync(file => file.Add(projection, Today, options.Value.SettleDays), CancellationToken.None).ConfigureAwait(false);
                metrics.Kept();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Drop(1);
                LogNotKept(error);
            }
        }
    }

    void Drop(int answers)
    {
        Interlocked.Add(ref _dropped, answers);
        metrics.Dropped(answers);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An issued projection could not be kept in the track record")]
    partial void LogNotKept(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A projection of {Series} series is not kept in the track record: it is too large, or too many are waiting")]
    partial void LogDropped(int series);
}

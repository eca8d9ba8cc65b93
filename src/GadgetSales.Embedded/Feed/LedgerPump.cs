using DuckDB.NET.Data;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.Feed;

/// <summary>
/// Keeps the lake up with the ledger: reads after the lake's watermark, again and again, so that the next start makes up for a stop or
/// crash at any moment. A failure is repeated with growing pauses, and logged when it changes. Only a lake of a newer version ends the host.
/// </summary>
public sealed partial class LedgerPump(
    IFeedSource source,
    LedgerFeed feed,
    WatermarkCheck check,
    DuckDbLakeWriter lake,
    FeedState state,
    FeedMetrics metrics,
    IOptions<FeedOptions> options,
    TimeProvider time,
    ILogger<LedgerPump> logger)
    : BackgroundService
{
    readonly PumpPace _pace = new(options.Value);
    readonly IdleCheckpoint _checkpoint = new(lake, TimeSpan.FromSeconds(options.Value.CheckpointAfterIdleSeconds), time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(() => state.Current is { Written: { } written } now ? Math.Max(0, now.Head.Sequence - written.Sequence) : 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await StepAsync(stoppingToken);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }

    async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var started = time.GetTimestamp();
            var watermark = state.Current.Written ?? await ResumeAsync(cancellationToken);
            var lookedAt = time.GetUtcNow();
            var head = await source.ReadHeadAsync(cancellationToken);
            if (head <= watermark)
            {
                Report(state.Current with { Head = head, Written = watermark, DataThrough = lookedAt });
                await _checkpoint.RestAsync(cancellationToken);
                return _pace.AfterIdle();
            }

            var move = await feed.MoveAsync(watermark, _pace.Batch, cancellationToken);
            _checkpoint.Moved();
            var behind = move.UpTo < head;
            Report(state.Current with
            {
                Head = head,
                Written = move.UpTo,
                DataThrough = behind ? move.RecordedAt ?? state.Current.DataThrough : lookedAt,
                Quarantined = state.Current.Quarantined + move.Quarantined,
            });
            return _pace.AfterMove(behind, time.GetElapsedTime(started));
        }
        catch (Exception error) when (error is not OperationCanceledException and not LakeVersionException)
        {
            return Fail(error);
        }
    }

    /// <summary>Where the lake stands, at the start and after every failure.</summary>
    async Task<FeedPosition> ResumeAsync(CancellationToken cancellationToken)
    {
        var watermark = await check.ReadAsync(cancellationToken);
        state.Current = state.Current with { Written = watermark, Quarantined = await lake.CountQuarantinedAsync(cancellationToken) };
        LogResumed(logger, watermark.Sequence);
        return watermark;
    }

    void Report(FeedSnapshot now)
    {
        if (now.Failure is not null)
        {
            LogRecovered(logger, now.Written!.Value.Sequence);
        }

        state.Current = now with { Failure = null };
    }

    TimeSpan Fail(Exception error)
    {
        metrics.Failed();
        var stage = error switch
        {
            LedgerUnavailableException => FailedStage.Ledger,
            DuckDBException => FailedStage.Lake,
            _ => FailedStage.Feed,
        };
        if (state.Current.Failure?.Message != error.Message)
        {
            LogFailed(logger, stage, error.Message, error);
        }

        // Whether the transaction took place is not known: the lake is asked again.
        state.Current = state.Current with { Written = null, Failure = (stage, error.Message) };
        return _pace.AfterFailure();
    }

    [LoggerMessage(10, LogLevel.Information, "The feed goes on after position {Position}")]
    static partial void LogResumed(ILogger logger, long position);

    [LoggerMessage(11, LogLevel.Error, "The feed stands still in the {Stage} and tries again: {Reason}")]
    static partial void LogFailed(ILogger logger, FailedStage stage, string reason, Exception error);

    [LoggerMessage(12, LogLevel.Information, "The feed flows again, the lake is at position {Position}")]
    static partial void LogRecovered(ILogger logger, long position);
}

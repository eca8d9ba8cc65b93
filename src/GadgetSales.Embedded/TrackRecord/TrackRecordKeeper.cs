using System.Threading.Channels;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections.TrackRecord;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>
/// Writes issued projections beside the answers and scores them once their periods have passed. Whatever fails here is logged and tried again or dropped and counted;
/// answers never notice: when more come than can be written, the newest are dropped, because an analyst does not wait for a statistic.
/// </summary>
public sealed partial class TrackRecordKeeper(
    IOptions<EmbeddedOptions> embedded, IOptions<TrackRecordOptions> options, ILakeReader lake, TrackRecordMetrics metrics, TimeProvider time, ILogger<TrackRecordKeeper> logger)
    : BackgroundService, ITrackRecord
{
    const int MaxWaiting = 32;

    readonly Channel<IssuedAnswer> _waiting = Channel.CreateBounded<IssuedAnswer>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    readonly SemaphoreSlim _gate = new(1, 1);
    TrackRecordFile? _file;
    DateTimeOffset? _trimmed;
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

    public async Task<TrackRecordState> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return File().Read(Interlocked.Read(ref _dropped));
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await KeepAsync().ConfigureAwait(false);
            await ScoreAsync(stoppingToken).ConfigureAwait(false);
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
            await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                File().Add(IssuedProjection.Of(answer), Today, options.Value.SettleDays);
                metrics.Kept();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Drop(1);
                LogNotKept(error);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    async Task ScoreAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TrimAsync().ConfigureAwait(false);
            var after = 0L;
            while (!stoppingToken.IsCancellationRequested)
            {
                (long Id, StoredProjection Stored)? next = null;
                await WithFileAsync(file => next = file.NextDue(Today, after)).ConfigureAwait(false);
                if (next is not { } due)
                {
                    return;
                }

                after = due.Id;
                await ScoreAsync(due.Id, due.Stored, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotScored(error);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not scored yet is scored after the next start.
        }
    }

    async Task TrimAsync()
    {
        if (_trimmed is null || time.GetUtcNow() - _trimmed > TimeSpan.FromMinutes(options.Value.ScoreEveryMinutes))
        {
            await WithFileAsync(file => file.Trim(Today, options.Value)).ConfigureAwait(false);
            _trimmed = time.GetUtcNow();
        }
    }

    /// <summary>What can never be compared is given up, so that it does not stand in the way of what was issued after it.</summary>
    async Task ScoreAsync(long id, StoredProjection stored, CancellationToken stoppingToken)
    {
        IReadOnlyList<StepScore> scores;
        try
        {
            scores = await CompareAsync(stored.Read(), stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException and not LakeQueryException { Retryable: true })
        {
            LogGivenUp(error, id);
            await WithFileAsync(file => file.GiveUp(id)).ConfigureAwait(false);
            metrics.GivenUp();
            return;
        }

        await WithFileAsync(file => file.AddScores(id, scores, Today)).ConfigureAwait(false);
        metrics.Scored();
    }

    async Task<IReadOnlyList<StepScore>> CompareAsync(IssuedProjection projection, CancellationToken stoppingToken)
    {
        var question = projection.Sold();
        var table = InsightTable.Read(question, await lake.QueryAsync(InsightSql.Build(question), stoppingToken).ConfigureAwait(false));
        return table.IsCurrencyAmbiguous ? [] : projection.Score(table.Rows);
    }

    async Task WithFileAsync(Action<TrackRecordFile> work)
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            work(File());
        }
        finally
        {
            _gate.Release();
        }
    }

    TrackRecordFile File() => _file ??= TrackRecordFile.Open(embedded.Value.TrackRecordPath);

    void Drop(int answers)
    {
        Interlocked.Add(ref _dropped, answers);
        metrics.Dropped(answers);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An issued projection could not be kept in the track record")]
    partial void LogNotKept(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A projection of {Series} series is not kept in the track record: it is too large, or too many are waiting")]
    partial void LogDropped(int series);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issued projection {Id} can never be scored and is given up")]
    partial void LogGivenUp(Exception error, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issued projections could not be scored; they are tried again")]
    partial void LogNotScored(Exception error);
}

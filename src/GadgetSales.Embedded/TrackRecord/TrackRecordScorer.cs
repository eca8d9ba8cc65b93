using GadgetSales.Core.Lake;
using GadgetSales.Projections.TrackRecord;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>Compares issued projections with what was sold, once their periods have passed, and forgets what is older than the retention.</summary>
public sealed partial class TrackRecordScorer(
    TrackRecordStore store, IOptions<TrackRecordOptions> options, ILakeReader lake, TrackRecordMetrics metrics, TimeProvider time, ILogger<TrackRecordScorer> logger)
{
    DateTimeOffset? _trimmed;

    DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Scores one projection after the other. When the lake does not answer, the rest waits for the next call.</summary>
    public async Task ScoreDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            await TrimAsync().ConfigureAwait(false);
            var after = 0L;
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await store.UseAsync(file => file.NextDue(Today, after), stoppingToken).ConfigureAwait(false) is not { } due)
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
            await store.UseAsync(file => file.Trim(Today, options.Value), CancellationToken.None).ConfigureAwait(false);
            _trimmed = time.GetUtcNow();
        }
    }

    /// <summary>What can never be compared is given up, so that it does not stand in the way of what was issued after it.</summary>
    async Task ScoreAsync(long id, StoredProjection stored, CancellationToken stoppingToken)
    {
        (IReadOnlyList<StepScore> Scores, IReadOnlyList<IReadOnlyList<double?>>? Actuals) compared;
        try
        {
            compared = await CompareAsync(stored.Read(), stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException and not LakeQueryException { Retryable: true })
        {
            LogGivenUp(error, id);
            await store.UseAsync(file => file.GiveUp(id), CancellationToken.None).ConfigureAwait(false);
            metrics.GivenUp();
            return;
        }

        await store.UseAsync(file => file.AddScores(id, compared.Scores, compared.Actuals, Today), CancellationToken.None).ConfigureAwait(false);
        metrics.Scored();
    }

    async Task<(IReadOnlyList<StepScore> Scores, IReadOnlyList<IReadOnlyList<double?>>? Actuals)> CompareAsync(IssuedProjection projection, CancellationToken stoppingToken)
    {
        var question = projection.Sold();
        var table = InsightTable.Read(question, await lake.QueryAsync(InsightSql.Build(question), stoppingToken).ConfigureAwait(false));
        if (table.IsCurrencyAmbiguous)
        {
            return ([], null);
        }

        var actuals = projection.Actuals(table.Rows);
        return (projection.Compare(actuals), actuals);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issued projection {Id} can never be scored and is given up")]
    partial void LogGivenUp(Exception error, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Issued projections could not be scored; they are tried again")]
    partial void LogNotScored(Exception error);
}

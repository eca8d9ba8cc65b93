using GadgetSales.Aws.Lake.Client;
using GadgetSales.Core.Lake;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GadgetSales.Aws.Lake;

/// <summary>
/// Answers queries with Athena, which bills the bytes they scan. An execution that nobody waits for any more is stopped.
/// Codes of failures: query_failed, query_throttled, query_cancelled, query_out_of_memory, scan_limit_exceeded, lake_unavailable.
/// </summary>
sealed partial class AthenaLakeReader(
    AthenaClient client, WorkgroupCheck workgroup, AthenaMetrics metrics, IOptions<AwsOptions> options, TimeProvider time, ILogger<AthenaLakeReader> logger) : ILakeReader
{
    const string Catalog = "AwsDataCatalog";
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    readonly AwsOptions _options = options.Value;

    public async ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var result = await RunAsync(query, cancellationToken);
            metrics.Answered(result.Statistics.ElapsedMs);
            return result;
        }
        catch (LakeQueryException error)
        {
            metrics.Failed(error.Code);
            throw;
        }
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        if (await workgroup.FindFaultAsync(cancellationToken) is { } fault)
        {
            throw new LakeQueryException("lake_unavailable", fault, retryable: true);
        }
    }

    async Task<LakeResult> RunAsync(LakeQuery query, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();

        // Not cancelled: an execution whose id is lost cannot be stopped.
        var id = await client.StartQueryExecutionAsync(RequestOf(query), CancellationToken.None);
        metrics.Started();
        var execution = await WaitAsync(id, cancellationToken);
        metrics.Ended(execution.Statistics);
        LogEnded(id, execution.Status.State, execution.Statistics?.QueryQueueTimeInMillis, execution.Statistics?.EngineExecutionTimeInMillis,
            execution.Statistics?.DataScannedInBytes);
        if (execution.Status.State != "SUCCEEDED")
        {
            throw AthenaFailure.Of(execution);
        }

        var answer = await AthenaRows.ReadAsync(client, id, query.MaxRows, cancellationToken);
        var statistics = new LakeStatistics(
            "athena",
            time.GetElapsedTime(started).TotalMilliseconds,
            RowsRead: null,
            execution.Statistics?.DataScannedInBytes,
            id,
            execution.Statistics?.ResultReuseInformation?.ReusedPreviousResult ?? false);
        return new LakeResult(answer.Columns, answer.Rows, answer.Truncated, statistics);
    }

    StartQueryExecutionRequest RequestOf(LakeQuery query) => new(
        SaleLinesView.PutBefore(query.Sql),
        _options.Workgroup,

        // The SDK sends a request again when its answer is lost: with the token that starts nothing new.
        Guid.NewGuid().ToString("N"),
        new QueryExecutionContext(Catalog, _options.Database),
        query.Parameters.Count == 0 ? null : [.. query.Parameters.Select(AthenaValues.ToLiteral)],
        _options.ResultReuseMinutes == 0 ? null : new(new(Enabled: true, _options.ResultReuseMinutes)));

    /// <summary>Asks until the execution has ended, one way or the other.</summary>
    async Task<QueryExecution> WaitAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
            {
                await Task.Delay(pause, time, cancellationToken);
                var execution = await client.GetQueryExecutionAsync(id, cancellationToken);
                if (execution.Status.State is not ("QUEUED" or "RUNNING"))
                {
                    return execution;
                }
            }
        }
        catch
        {
            await StopAsync(id);
            throw;
        }
    }

    async Task StopAsync(string id)
    {
        using var patience = new CancellationTokenSource(StopPatience, time);
        try
        {
            await client.StopQueryExecutionAsync(id, patience.Token);
        }
        catch (Exception error) when (error is LakeQueryException or OperationCanceledException)
        {
            LogNotStopped(id, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Athena query {QueryId} {State}: {QueuedMs} ms in the queue, {EngineMs} ms in the engine, {BytesScanned} bytes scanned")]
    partial void LogEnded(string queryId, string state, long? queuedMs, long? engineMs, long? bytesScanned);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Athena query {QueryId} could not be stopped and runs on by itself")]
    partial void LogNotStopped(string queryId, Exception error);
}

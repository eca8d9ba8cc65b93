using GadgetSales.Aws.Feed;
using GadgetSales.Aws.Lake;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;

namespace GadgetSales.Aws;

/// <summary>
/// What can be told of the pipeline without a call for every answer: whether the ledger's table and the lake's workgroup serve, asked every ten seconds
/// at most, and how far the feed is, every minute. The stages are AWS's own and have no position. None that hangs holds up what is told of the others.
/// </summary>
sealed class AwsPipelineStatus(LedgerTableCheck table, FeedFreshness feed, WorkgroupCheck workgroup, TimeProvider time) : IPipelineStatus
{
    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>As long as the alarm of deploy/pipeline.yaml waits: Firehose collects for up to 15 minutes, and twice that is no more collecting.</summary>
    static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(30);

    Kept? _kept;

    public async ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken)
    {
        // Two that ask at the same time both ask AWS: cheaper than a lock in every answer.
        if (_kept is { } kept && time.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept.Status;
        }

        var ledger = FindFaultAsync("DynamoDB", table.FindFaultAsync, cancellationToken);
        var lake = FindFaultAsync("Athena", workgroup.FindFaultAsync, cancellationToken);
        var (through, feedFault) = await feed.ReadAsync(cancellationToken);
        var lag = through is { } known ? Math.Max(0, (time.GetUtcNow() - known).TotalSeconds) : 0;
        var status = new PipelineStatus(
            through,
            [StageOf("ledger", await ledger), StageOf("feed", feedFault) with { LagSeconds = lag }, StageOf("lake", await lake)])
        {
            StuckAfter = StuckAfter,
        };
        _kept = new Kept(time.GetTimestamp(), status);
        return status;
    }

    async Task<string?> FindFaultAsync(string service, Func<CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await check(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{service} does not answer in {Patience.TotalSeconds} seconds.";
        }
    }

    static StageStatus StageOf(string name, string? fault) => new(name, Position: null, Lag: 0, LagSeconds: 0, Quarantined: 0, fault);

    sealed record Kept(long At, PipelineStatus Status);
}

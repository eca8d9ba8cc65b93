using GadgetSales.Aws.Lake;
using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;

namespace GadgetSales.Aws;

/// <summary>
/// What can be told of the pipeline without a call for every answer: whether the ledger's table and the lake's workgroup serve, asked every ten seconds
/// at most. The stages between are AWS's own and have no position; their lag is watched by the alarms of <c>deploy/pipeline.yaml</c>. Up to when the
/// lake is complete is not known: days are delivered apart from each other, so the newest sale in it says nothing of the one before.
/// </summary>
sealed class AwsPipelineStatus(LedgerTableCheck table, WorkgroupCheck workgroup, TimeProvider time) : IPipelineStatus
{
    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    Kept? _kept;

    public async ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken)
    {
        // Two that ask at the same time both ask AWS: cheaper than a lock in every answer.
        if (_kept is { } kept && time.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept.Status;
        }

        var (ledger, lake) = (table.FindFaultAsync(cancellationToken), workgroup.FindFaultAsync(cancellationToken));
        await Task.WhenAll(ledger, lake);
        var status = new PipelineStatus(DataThrough: null, [StageOf("ledger", await ledger), StageOf("lake", await lake)]);
        _kept = new Kept(time.GetTimestamp(), status);
        return status;
    }

    static StageStatus StageOf(string name, string? fault) => new(name, Position: null, Lag: 0, LagSeconds: 0, Quarantined: 0, fault);

    sealed record Kept(long At, PipelineStatus Status);
}

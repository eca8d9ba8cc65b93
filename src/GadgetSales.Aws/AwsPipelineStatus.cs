using GadgetSales.Aws.Ledger;
using GadgetSales.Core.Feed;

namespace GadgetSales.Aws;

/// <summary>
/// What can be told of the pipeline without a call for every answer: whether the ledger's table serves, asked every ten seconds at most. The stages
/// between are AWS's own and have no position; their lag is watched by the alarms of <c>deploy/pipeline.yaml</c>.
/// </summary>
sealed class AwsPipelineStatus(LedgerTableCheck table, TimeProvider time) : IPipelineStatus
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

        var fault = await table.FindFaultAsync(cancellationToken);
        var status = new PipelineStatus(DataThrough: null, [new StageStatus("ledger", Position: null, Lag: 0, LagSeconds: 0, Quarantined: 0, fault)]);
        _kept = new Kept(time.GetTimestamp(), status);
        return status;
    }

    sealed record Kept(long At, PipelineStatus Status);
}

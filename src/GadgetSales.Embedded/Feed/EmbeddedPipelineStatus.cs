using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Embedded.Feed;

/// <summary>Ledger, feed and lake, from the pump's state and one look at the ledger's last position.</summary>
public sealed class EmbeddedPipelineStatus(IFeedSource source, FeedState state, TimeProvider time) : IPipelineStatus
{
    public async ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken)
    {
        // In this order: a sale recorded in between is behind the instant, never missing before it.
        var now = time.GetUtcNow();
        var (head, ledgerError) = await ReadHeadAsync(cancellationToken);
        var pump = state.Current;
        var written = pump.Written ?? FeedPosition.Start;
        var caughtUp = pump.Written is not null && head is not null && head <= written;
        var through = caughtUp ? now : pump.DataThrough;
        var lag = head is null ? 0 : Math.Max(0, head.Value.Sequence - written.Sequence);
        var seconds = lag == 0 || through is null ? 0 : Math.Max(0, (now - through.Value).TotalSeconds);
        return new PipelineStatus(
            through,
            [
                new StageStatus("ledger", head?.Sequence, 0, 0, 0, ledgerError ?? source.WriteFailure ?? Error(pump, FailedStage.Ledger)),
                new StageStatus("feed", pump.Written?.Sequence, lag, seconds, pump.Quarantined, Error(pump, FailedStage.Feed)),
                new StageStatus("lake", pump.Written?.Sequence, 0, 0, 0, Error(pump, FailedStage.Lake)),
            ]);
    }

    static string? Error(FeedSnapshot pump, FailedStage stage) => pump.Failure is { } failure && failure.Stage == stage ? failure.Message : null;

    async ValueTask<(FeedPosition? Head, string? Error)> ReadHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await source.ReadHeadAsync(cancellationToken), null);
        }
        catch (LedgerUnavailableException error)
        {
            return (null, error.Message);
        }
    }
}

using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Api.Hosting;

/// <summary>What a readiness check found. <see cref="Reason"/> is null when the check is passed.</summary>
public sealed record ReadinessCheck(string Name, bool Ready, string? Reason);

/// <summary>Asks the stages whether requests can be served now. An answer is kept for a second, so probes cost nothing.</summary>
public sealed class Readiness(ISalesLedger ledger, ILakeReader lake, IPipelineStatus pipeline, TimeProvider time)
{
    /// <summary>A lag of more than this means that the feed does not get on, not that it is busy.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(1);

    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    (long AskedAt, IReadOnlyList<ReadinessCheck> Checks)? _last;

    public async ValueTask<IReadOnlyList<ReadinessCheck>> CheckAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.AskedAt) < KeptFor)
        {
            return last.Checks;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        IReadOnlyList<ReadinessCheck> checks =
        [
            await CheckAsync("ledger", CheckLedgerAsync, patience.Token),
            await CheckAsync("lake", CheckLakeAsync, patience.Token),
            await CheckAsync("feed", CheckFeedAsync, patience.Token),
        ];
        _last = (time.GetTimestamp(), checks);
        return checks;
    }

    static async Task<ReadinessCheck> CheckAsync(string name, Func<CancellationToken, Task<string?>> check, CancellationToken cancellationToken)
    {
        string? reason;
        try
        {
            reason = await check(cancellationToken);
        }
        catch (Exception error) when (error is LedgerUnavailableException or LakeQueryException)
        {
            reason = error.Message;
        }
        catch (OperationCanceledException)
        {
            reason = $"No answer in {Patience.TotalSeconds} seconds.";
        }

        return new ReadinessCheck(name, reason is null, reason);
    }

    async Task<string?> CheckLedgerAsync(CancellationToken cancellationToken)
    {
        await ledger.FindAsync("readiness-probe", cancellationToken);
        var stages = (await pipeline.ReadAsync(cancellationToken)).Stages;
        return stages.FirstOrDefault(stage => stage.Name == "ledger")?.LastError;
    }

    async Task<string?> CheckLakeAsync(CancellationToken cancellationToken)
    {
        await lake.ProbeAsync(cancellationToken);
        return null;
    }

    async Task<string?> CheckFeedAsync(CancellationToken cancellationToken)
    {
        var stages = (await pipeline.ReadAsync(cancellationToken)).Stages;
        var stuck = stages.FirstOrDefault(stage => stage.Name != "ledger" && stage.LagSeconds > StuckAfter.TotalSeconds);
        return stuck is null ? null : $"{stuck.Name} is {stuck.LagSeconds:0} s behind with {stuck.Lag} sales. {stuck.LastError}".TrimEnd();
    }
}

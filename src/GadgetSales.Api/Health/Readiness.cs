using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Api.Health;

/// <summary>What a readiness check found. <see cref="Reason"/> is null when the check is passed.</summary>
public sealed record ReadinessCheck(string Name, bool Ready, string? Reason);

/// <summary>Asks the stages whether requests can be served now. An answer is kept for a second, so probes cost nothing.</summary>
public sealed class Readiness(ISalesLedger ledger, ILakeReader lake, IPipelineStatus pipeline, TimeProvider time)
{
    /// <summary>The check that decides: without the lake sales are recorded all the same, and what is recorded gets there when it is back.</summary>
    public const string Ledger = "ledger";

    const string Lake = "lake";

    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    /// <summary>Less than a load balancer waits for the answer: a stage that hangs must not look like a service that does.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    (long AskedAt, IReadOnlyList<ReadinessCheck> Checks)? _last;

    public async ValueTask<IReadOnlyList<ReadinessCheck>> CheckAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.AskedAt) < KeptFor)
        {
            return last.Checks;
        }

        using var over = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        IReadOnlyList<ReadinessCheck> checks = await Task.WhenAll(
            CheckAsync(Ledger, CheckLedgerAsync, patience.Token), CheckAsync(Lake, CheckLakeAsync, patience.Token), CheckAsync("feed", CheckFeedAsync, patience.Token));
        cancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>Asks for a sale and nothing else: what only describes the ledger may be away while sales are recorded.</summary>
    async Task<string?> CheckLedgerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.FindAsync("readiness-probe", cancellationToken);
        }
        catch (LedgerUnavailableException busy) when (busy.Code == "ledger_throttled")
        {
            // It takes what it can; fewer services would not make it take more.
        }

        return null;
    }

    async Task<string?> CheckLakeAsync(CancellationToken cancellationToken)
    {
        await lake.ProbeAsync(cancellationToken);
        return null;
    }

    async Task<string?> CheckFeedAsync(CancellationToken cancellationToken)
    {
        var status = await pipeline.ReadAsync(cancellationToken);
        var stuck = status.Stages.FirstOrDefault(stage => stage.LagSeconds > status.StuckAfter.TotalSeconds);
        return stuck is null
            ? status.Stages.Where(stage => stage.Name != Lake).Select(stage => stage.LastError).FirstOrDefault(error => error is not null)
            : $"{stuck.Name} is {stuck.LagSeconds:0} s behind with {stuck.Lag} sales. {stuck.LastError}".TrimEnd();
    }
}

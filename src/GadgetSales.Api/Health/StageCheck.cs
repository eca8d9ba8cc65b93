using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GadgetSales.Api.Health;

/// <summary>
/// Asks a stage whether it can serve now; whatever goes wrong is that stage's fault and nothing is thrown. An answer is kept for a second, so probes
/// cost nothing; the log tells when a stage falls ill and when it is well again.
/// </summary>
public abstract partial class StageCheck(TimeProvider time, ILogger logger) : IHealthCheck
{
    static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    /// <summary>Less than a load balancer waits for the answer: a stage that hangs must not look like a service that does.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    Finding? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && time.GetElapsedTime(last.AskedAt) < KeptFor)
        {
            return last.Result;
        }

        var (fault, error) = await AskAsync(cancellationToken);
        var result = fault is null ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, fault, error);
        var before = Interlocked.Exchange(ref _last, new Finding(time.GetTimestamp(), result))?.Result.Status ?? HealthStatus.Healthy;
        if (before != result.Status)
        {
            Tell(context.Registration.Name, fault, error);
        }

        return result;
    }

    /// <summary>What is wrong with the stage, or null. May throw anything.</summary>
    protected abstract Task<string?> FindFaultAsync(CancellationToken cancellationToken);

    async Task<(string? Fault, Exception? Error)> AskAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        try
        {
            // Waited for apart, because a stage may not hear that nobody waits any longer.
            return (await FindFaultAsync(patience.Token).WaitAsync(patience.Token), null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return error switch
            {
                LedgerUnavailableException or LakeQueryException => (error.Message, null),
                OperationCanceledException when over.IsCancellationRequested => ($"No answer in {Patience.TotalSeconds} seconds.", null),
                // Nobody wrote its text for those who may ask.
                _ => ($"{error.GetType().Name}; the log says more.", error),
            };
        }
    }

    void Tell(string stage, string? fault, Exception? error)
    {
        if (fault is null)
        {
            LogWell(stage);
        }
        else
        {
            LogIll(error, stage, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Stage} is not well: {Fault}")]
    partial void LogIll(Exception? error, string stage, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Stage} is well again")]
    partial void LogWell(string stage);

    sealed record Finding(long AskedAt, HealthCheckResult Result);
}

/// <summary>The check that decides: without the lake sales are recorded all the same, and what is recorded gets there when it is back.</summary>
public sealed class LedgerCheck(ISalesLedger ledger, TimeProvider time, ILogger<LedgerCheck> logger) : StageCheck(time, logger)
{
    /// <summary>Asks for a sale and nothing else: what only describes the ledger may be away while sales are recorded.</summary>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
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
}

public sealed class LakeCheck(ILakeReader lake, TimeProvider time, ILogger<LakeCheck> logger) : StageCheck(time, logger)
{
    public const string Stage = "lake";

    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        await lake.ProbeAsync(cancellationToken);
        return null;
    }
}

public sealed class FeedCheck(IPipelineStatus pipeline, TimeProvider time, ILogger<FeedCheck> logger) : StageCheck(time, logger)
{
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var status = await pipeline.ReadAsync(cancellationToken);
        var stuck = status.Stages.FirstOrDefault(stage => stage.LagSeconds > status.StuckAfter.TotalSeconds);
        return stuck is null
            ? status.Stages.Where(stage => stage.Name != LakeCheck.Stage).Select(stage => stage.LastError).FirstOrDefault(error => error is not null)
            : $"{stuck.Name} is {stuck.LagSeconds:0} s behind with {stuck.Lag} sales. {stuck.LastError}".TrimEnd();
    }
}

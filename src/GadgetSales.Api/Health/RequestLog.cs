using System.Collections.Concurrent;

namespace GadgetSales.Api.Health;

/// <summary>
/// One line a request with outcome and duration: at Information, at Warning for 5xx. Endpoints marked <see cref="SummarisedInLog"/> are told in one
/// line every ten seconds while they succeed, and one by one at Debug. A request whose client left before the answer is a 499 <c>client_left</c>,
/// which is nobody's error. No bodies, no query strings, no keys.
/// </summary>
public sealed partial class RequestLog(TimeProvider time, ILogger<RequestLog> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, RequestSummary> _summaries = new(StringComparer.Ordinal);

    public void Completed(HttpContext context, TimeSpan elapsed)
    {
        var status = context.Response.StatusCode;
        var level = LogLevel.Information;
        if (status < StatusCodes.Status400BadRequest && context.GetEndpoint()?.Metadata is { } metadata)
        {
            if (metadata.GetMetadata<SummarisedInLog>() is { } summarised)
            {
                _summaries.GetOrAdd(summarised.Name, static _ => new RequestSummary()).Add(status, elapsed);
                level = LogLevel.Debug;
            }
            else if (metadata.GetMetadata<QuietInLog>() is not null)
            {
                level = LogLevel.Debug;
            }
        }
        else if (status >= StatusCodes.Status500InternalServerError)
        {
            level = LogLevel.Warning;
        }

        if (logger.IsEnabled(level))
        {
            var request = context.Request;
            var path = request.Path.ToUriComponent();
            var code = context.Features.Get<ProblemKind>()?.Code ?? (status == StatusCodes.Status499ClientClosedRequest ? "client_left" : "ok");
            var caller = context.Features.Get<Caller>()?.Name ?? "-";
            var traceId = Problem.TraceIdOf(context);
            LogRequest(level, request.Method, path, status, code, elapsed.TotalMilliseconds, caller, traceId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Summarise();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Summarise();
    }

    void Summarise()
    {
        foreach (var (name, summary) in _summaries)
        {
            if (summary.Take() is { } taken)
            {
                LogSummary(name, taken.Created, taken.Other, taken.P50Ms, taken.P99Ms);
            }
        }
    }

    [LoggerMessage(Message = "{Method} {Path} {Status} {Code} in {ElapsedMs:0.00} ms by {Caller}, trace {TraceId}")]
    partial void LogRequest(LogLevel level, string method, string path, int status, string code, double elapsedMs, string caller, string traceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint}: {Recorded} recorded, {Replayed} replayed; p50 {P50Ms} ms, p99 {P99Ms} ms")]
    partial void LogSummary(string endpoint, long recorded, long replayed, double p50Ms, double p99Ms);
}

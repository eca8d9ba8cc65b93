using System.Diagnostics;

namespace GadgetSales.Api.Health;

/// <summary>Times every request and hands its end to the <see cref="RequestLog"/>. Outermost, so that it sees the status the client sees.</summary>
public sealed class RequestLogMiddleware(RequestDelegate next, RequestLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            log.Completed(context, Stopwatch.GetElapsedTime(started));
        }
    }
}

/// <summary>Endpoint metadata: successes are counted and told in one line an interval, not in one line each.</summary>
public sealed record SummarisedInLog(string Name);

/// <summary>Endpoint metadata: successes are of no interest unless somebody debugs, as with health probes.</summary>
public sealed record QuietInLog;

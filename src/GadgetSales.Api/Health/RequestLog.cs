using Serilog;
using Serilog.Events;

namespace GadgetSales.Api.Health;

/// <summary>
/// One line a request with outcome, the name of the key and the request id that a problem carries as <c>traceId</c>: at Information, at Warning for 5xx.
/// Successes of endpoints marked <see cref="QuietInLog"/> are told at Debug. A request whose client left before the answer is a 499
/// <c>client_left</c>, which is nobody's error. No bodies, no query strings, no keys.
/// </summary>
public static class RequestLog
{
    /// <summary>Must come first, so that it sees the status the client sees.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod:l} {RequestPath:l} {StatusCode} {Outcome:l} in {Elapsed:0.00} ms by {KeyName:l}, request {RequestId:l}";
        options.GetMessageTemplateProperties = PropertiesOf;
        options.GetLevel = LevelOf;
    });

    static LogEventLevel LevelOf(HttpContext context, double elapsedMs, Exception? error)
    {
        var status = context.Response.StatusCode;
        return error is not null ? LogEventLevel.Error
            : status >= StatusCodes.Status500InternalServerError ? LogEventLevel.Warning
            : status < StatusCodes.Status400BadRequest && context.GetEndpoint()?.Metadata.GetMetadata<QuietInLog>() is not null ? LogEventLevel.Debug
            : LogEventLevel.Information;
    }

    static IEnumerable<LogEventProperty> PropertiesOf(HttpContext context, string path, double elapsedMs, int status) =>
    [
        Property("RequestMethod", context.Request.Method),
        // Encoded: nobody writes lines into the log by a %0A.
        Property("RequestPath", context.Request.Path.ToUriComponent()),
        Property("StatusCode", status),
        Property("Outcome", context.Features.Get<ProblemKind>()?.Code ?? (status == StatusCodes.Status499ClientClosedRequest ? "client_left" : "ok")),
        Property("Elapsed", elapsedMs),
        Property("KeyName", context.Features.Get<Caller>()?.Name ?? "-"),
        Property("RequestId", Problem.TraceIdOf(context)),
    ];

    static LogEventProperty Property(string name, object value) => new(name, new ScalarValue(value));
}

/// <summary>Endpoint metadata: single successes are of no interest unless somebody debugs, as with probes and with sales that are told in sum.</summary>
public sealed record QuietInLog;

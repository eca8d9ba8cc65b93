using GadgetSales.Core.Lake;
using GadgetSales.Core.Ledger;
using Microsoft.AspNetCore.Diagnostics;

namespace GadgetSales.Api.Http;

/// <summary>Makes every error path of the host answer with a <see cref="Problem"/>.</summary>
public static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ExceptionProblems>();
        return services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Answers exceptions, and the bare statuses of routing (404, 405, 415), as problems.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        return app.UseStatusCodePages(AnswerStatusAsync);
    }

    static Task AnswerStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var kind = ProblemKind.OfStatus(http.Response.StatusCode);
        return new Problem(kind, kind == ProblemKind.NotFound ? $"No endpoint answers {http.Request.Path}." : null).ExecuteAsync(http);
    }
}

/// <summary>The one place where an exception becomes an answer. Nothing of an unknown exception leaves the service; the log has it all.</summary>
public sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    static readonly TimeSpan BriefWait = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Of(exception);
        if (problem.Kind.Status >= StatusCodes.Status500InternalServerError)
        {
            var traceId = Problem.TraceIdOf(httpContext);
            if (exception is LedgerUnavailableException)
            {
                LogUnavailable(problem.Kind.Code, exception.Message, traceId);
            }
            else
            {
                LogFailure(exception, problem.Kind.Code, traceId);
            }
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    static Problem Of(Exception exception) => exception switch
    {
        LedgerUnavailableException error => Problem.Of(error),
        RequestRefusedException error => error.Problem,
        LakeQueryException error => OfLake(error),
        BadHttpRequestException error => OfRequest(error),
        _ => new Problem(ProblemKind.InternalError),
    };

    static Problem OfLake(LakeQueryException error) => error.Retryable
        ? new Problem(ProblemKind.LakeUnavailable with { Code = error.Code }, error.Message) { RetryAfter = BriefWait }
        : error.Code == ProblemKind.ValueOutOfRange.Code ? new Problem(ProblemKind.ValueOutOfRange)
        : error.Code == "scan_limit_exceeded"
            ? new Problem(new ProblemKind(error.Code, StatusCodes.Status422UnprocessableEntity, "The query reads more than the limit allows."), error.Message)
            : new Problem(ProblemKind.InternalError with { Code = error.Code, Retryable = false });

    // The framework's own words for these name no bytes of the body, so they may leave.
    static Problem OfRequest(BadHttpRequestException error) =>
        new(ProblemKind.OfStatus(error.StatusCode), error.StatusCode == StatusCodes.Status400BadRequest ? error.Message : null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unavailable: {Code} ({Reason}), trace {TraceId}")]
    partial void LogUnavailable(string code, string reason, string traceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed with {Code}, trace {TraceId}")]
    partial void LogFailure(Exception error, string code, string traceId);
}

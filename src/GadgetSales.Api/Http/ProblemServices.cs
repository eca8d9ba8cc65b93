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

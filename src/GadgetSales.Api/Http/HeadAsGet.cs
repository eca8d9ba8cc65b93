namespace GadgetSales.Api.Http;

/// <summary>Answers HEAD as GET: the same status and headers. The server knows how it was asked and keeps the body to itself.</summary>
public static class HeadAsGet
{
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    });
}

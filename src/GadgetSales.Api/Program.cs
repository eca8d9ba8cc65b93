using GadgetSales.Api.Auth;
using GadgetSales.Api.Endpoints;
using GadgetSales.Api.Logging;
using GadgetSales.Api.Problems;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddLog();
    builder.AddHttp();
    builder.Services.AddProblems();
    builder.Services.AddAccess(builder.Configuration);
    builder.Services.AddStore(builder.Configuration);

    var app = builder.Build();
    app.UseMiddleware<RequestLogMiddleware>();
    app.UseProblems();
    app.UseRouting();
    app.UseAccess();
    app.UseRequestDecompression();

    app.MapHealth();

    await app.RunAsync();
    return 0;
}
catch (Exception error) when (StartRefusal.Explain(error) is { } reason)
{
    await Console.Error.WriteLineAsync("GadgetSales did not start: " + reason);
    return 1;
}

using GadgetSales.Api;
using GadgetSales.Api.Demo;
using GadgetSales.Api.Health;
using GadgetSales.Api.Insights;
using GadgetSales.Api.Projections;
using GadgetSales.Api.Reconciliation;
using GadgetSales.Api.Sales;
using GadgetSales.Api.Stores;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args.WithDemoAsSetting(), ContentRootPath = AppContext.BaseDirectory });
    builder.AddLog();
    builder.AddHttp();
    builder.AddDemo();
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddProblems();
    builder.Services.AddAccess(builder.Configuration);
    builder.Services.AddRateLimits(builder.Configuration);
    builder.Services.AddOpenApiDocument(builder.Configuration);
    builder.Services.AddStore(builder.Configuration);
    builder.Services.AddStores();
    builder.Services.AddReconciliation();
    builder.Services.AddInsights(builder.Configuration);
    builder.Services.AddProjections();
    builder.Services.AddHealth();

    var app = builder.Build();
    app.UseRequestLog();
    app.UseHead();
    app.UseProblems();
    app.UseOpenApi();
    app.UseRouting();
    app.UseAccess();
    app.UseRateLimits(app.Configuration);
    app.UseNegotiation();
    app.UseRequestDecompression();

    app.MapSales();
    app.MapStores();
    app.MapReconciliation();
    app.MapPipeline();
    app.MapInsights();
    app.MapProjections();
    app.MapCatalog();
    app.MapHealth();
    app.MapStartPage();

    await app.RunAsync();
    return 0;
}
catch (Exception error) when (StartRefusal.Explain(error) is { } reason)
{
    await Console.Error.WriteLineAsync("GadgetSales did not start: " + reason);
    return 1;
}

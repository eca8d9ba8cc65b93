using System.Collections.Concurrent;
using GadgetSales.Core.Sales;
using GadgetSales.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Tests.Cli;

/// <summary>
/// The batch endpoint as its clients see it, over a real socket, keeping sales in memory; a test can make it misbehave in ways the service does
/// only under load. The conformance of the service itself is tested elsewhere.
/// </summary>
sealed class SalesServer : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly SaleIntake _intake = SaleText.Intake(TimeProvider.System);

    SalesServer(WebApplication app) => _app = app;

    internal ConcurrentDictionary<string, Sale> Sales { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers given instead of the usual ones, in order: status and Retry-After in seconds.</summary>
    internal ConcurrentQueue<(int Status, int? RetryAfter)> Faults { get; } = new();

    /// <summary>Called with the number of sales after each single one.</summary>
    internal Action<int>? OnSale { get; set; }

    internal ConcurrentQueue<int> BatchSizes { get; } = new();

    internal ConcurrentQueue<string> Authorizations { get; } = new();

    internal string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    internal static async Task<SalesServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new SalesServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/v1/sales")
        {
            await AnswerOneAsync(context);
            return;
        }

        if (context.Request.Path != "/v1/sales/batch")
        {
            return;
        }

        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        if (Faults.TryDequeue(out var fault))
        {
            context.Response.StatusCode = fault.Status;
            context.Response.Headers.RetryAfter = fault.RetryAfter?.ToString();
            await context.Response.WriteAsJsonAsync(new { code = "scripted", title = "As the test wants it", retryable = true });
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var lines = Lines(body.ToArray());
        BatchSizes.Enqueue(lines.Count);
        var results = lines.Select((line, index) => Take(line, index)).ToList();
        await context.Response.WriteAsJsonAsync(new { results });
    }

    async Task AnswerOneAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var reading = _intake.Read(body.ToArray());
        context.Response.StatusCode = reading.Sale is { } sale && Sales.TryAdd(sale.SaleId, sale) ? 201 : 422;
        await context.Response.WriteAsJsonAsync(new { code = "invalid_sale" });
        OnSale?.Invoke(Sales.Count);
    }

    static List<byte[]> Lines(byte[] body)
    {
        var lines = new List<byte[]>();
        foreach (var range in body.AsSpan().Split((byte)'\n'))
        {
            if (!body.AsSpan()[range].IsEmpty)
            {
                lines.Add(body.AsSpan()[range].ToArray());
            }
        }

        return lines;
    }

    object Take(byte[] line, int index)
    {
        var reading = _intake.Read(line);
        if (reading.Sale is not { } sale)
        {
            return Result(index, reading.SaleId, "rejected", new { code = "invalid_sale", retryable = false, errors = reading.Errors.ToDictionary(error => error.Place, error => new[] { error.Message }) });
        }

        if (sale.Type == SaleType.Void && !Sales.ContainsKey(sale.OriginalSaleId!))
        {
            return Result(index, sale.SaleId, "rejected", new { code = "original_not_found", title = "Post the original first.", retryable = true });
        }

        var recorded = Sales.GetOrAdd(sale.SaleId, sale);
        return ReferenceEquals(recorded, sale) ? Result(index, sale.SaleId, "recorded", null)
            : SaleText.Canonical(recorded) == SaleText.Canonical(sale) ? Result(index, sale.SaleId, "replayed", null)
            : Result(index, sale.SaleId, "conflict", new { code = "sale_conflict", differences = SaleDifferences.Between(recorded, sale) });
    }

    static object Result(int index, string? saleId, string status, object? problem) => new { index, saleId, status, problem };
}

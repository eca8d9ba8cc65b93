using GadgetSales.Api.Access;
using GadgetSales.Api.Insights;
using GadgetSales.Api.Http;
using GadgetSales.Api.Projections;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Benchmarks.Insights;

/// <summary>The endpoints of analysts on Kestrel at a free port, over a lake whose pipeline is at rest.</summary>
sealed class InsightApi : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly HttpClient _client;

    InsightApi(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public static async Task<InsightApi> StartAsync(ILakeReader reader)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(reader).AddSingleton<IPipelineStatus, RestingPipeline>();
        builder.Services.AddProblems().AddAccess(builder.Configuration).AddInsights(builder.Configuration).AddProjections(builder.Configuration);
        var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        app.UseAccess();
        app.MapInsights();
        app.MapProjections();
        await app.StartAsync();
        return new InsightApi(app);
    }

    /// <summary>The request that asks <paramref name="query"/>.</summary>
    public static string AddressOf(InsightQuery query)
    {
        List<string> parameters =
        [
            $"measures={string.Join(',', query.Measures)}", $"grain={query.Grain}", $"from={query.Span.From:yyyy-MM-dd}", $"to={query.Span.To:yyyy-MM-dd}",
            .. query.Filters.SelectMany(filter => filter.Values.Select(value => $"{filter.Dimension}={Uri.EscapeDataString(value ?? "")}")),
        ];
        if (query.GroupBy.Count > 0)
        {
            parameters.Add($"groupBy={string.Join(',', query.GroupBy)}");
        }

        if (query.Comparison is { } comparison)
        {
            parameters.Add($"compare={comparison.Kind}");
        }

        if (query.Limit is { } limit)
        {
            parameters.Add($"limit={limit}");
        }

        return "/v1/insights/sales?" + string.Join('&', parameters);
    }

    public async Task GetAsync(string address)
    {
        using var response = await _client.GetAsync(address);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    sealed class RestingPipeline : IPipelineStatus
    {
        public ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new PipelineStatus(null, []));
    }
}

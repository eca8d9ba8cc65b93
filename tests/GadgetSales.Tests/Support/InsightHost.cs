using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GadgetSales.Tests.Support;

/// <summary>The service over a lake that holds exactly the given sales, at noon on 20 April 2019 UTC, its pipeline at rest.</summary>
public sealed class InsightHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2019, 4, 20, 12, 0, 0, TimeSpan.Zero);

    readonly TempDirectory _folder = new();
    readonly TestLake _lake;

    InsightHost(bool withKeys, Action<IServiceCollection>? services, (string Key, string Value)[] more)
    {
        _lake = new TestLake(_folder.Path);
        (string, string)[] settings = withKeys ? [("Auth:Mode", "ApiKeys"), ("Auth:KeyReload", "00:00:00.050"), .. more] : more;
        Api = ApiHost.Start(
            added =>
            {
                added.AddSingleton<ILakeReader>(_lake.Reader);
                added.AddSingleton<IPipelineStatus>(Pipeline);
                added.AddSingleton(new BusinessCalendar(new FakeTimeProvider(Now), TimeZoneInfo.Utc));
                services?.Invoke(added);
            },
            settings);
    }

    public ApiHost Api { get; }

    public FixedPipeline Pipeline { get; } = new();

    public static async Task<InsightHost> StartAsync(IEnumerable<Sale> sales, bool withKeys = false, Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var host = new InsightHost(withKeys, services, settings);
        await host._lake.Writer.AppendAsync(SampleFacts.Of(sales), new FeedPosition(1), default);
        return host;
    }

    /// <summary>Asks for insights; the parameters are the query string.</summary>
    public Task<HttpResponseMessage> GetAsync(string parameters, string? accept = null) => GetAsync(Api.Client, parameters, accept);

    public static async Task<HttpResponseMessage> GetAsync(HttpClient client, string parameters, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/insights/sales?" + parameters);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await client.SendAsync(request);
    }

    public async Task<JsonElement> AskAsync(string parameters)
    {
        var response = await GetAsync(parameters);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        _lake.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A pipeline in a state that the test sets.</summary>
public sealed class FixedPipeline : IPipelineStatus
{
    public PipelineStatus Status { get; set; } = new(InsightHost.Now, []);

    public ValueTask<PipelineStatus> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Status);
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace GadgetSales.Benchmarks.Http;

/// <summary>How long after its acknowledgement a sale shows in insights, while other sales come at half the rate the service can take.</summary>
static class FreshnessBenchmark
{
    static readonly TimeSpan PeakTime = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(20);

    /// <param name="perSecond">The load in sales a second; half the measured maximum when null.</param>
    public static async Task<int> RunAsync(double? perSecond)
    {
        var directory = Directory.CreateTempSubdirectory("gadgetsales-bench-");
        try
        {
            await using var service = await ServerProcess.StartServiceAsync(directory.FullName);
            var pace = perSecond ?? await PeakAsync(service) / 2;
            var load = HttpLoad.RunAsync(service.Address, 64, LoadTime, PostedSales.Singles(), pace);
            var lags = await ProbeAsync(service.Url, load);
            Console.Out.WriteLine($"load {await load}");
            Console.Out.WriteLine($"freshness over {lags.Count} probes: p50 {Percentiles.Of(lags, 50):F0} ms  p99 {Percentiles.Of(lags, 99):F0} ms  max {lags.Max():F0} ms (target p99 < 300)");
            Console.Out.WriteLine($"resident: {service.ResidentBytes / 1e6:F0} MB (target < 300)");
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static async Task<double> PeakAsync(ServerProcess service)
    {
        var peak = await HttpLoad.RunAsync(service.Address, 256, PeakTime, PostedSales.Singles());
        Console.Out.WriteLine($"peak {peak}");
        return peak.PerSecond;
    }

    static async Task<List<double>> ProbeAsync(Uri url, Task until)
    {
        using var http = new HttpClient { BaseAddress = url };
        var lags = new List<double>();
        for (var probe = 0; !until.IsCompleted; probe++)
        {
            var store = $"PROBE-{probe}";
            using var content = new StringContent(PostedSales.One(store), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/v1/sales", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
            var acknowledged = Stopwatch.GetTimestamp();
            while (!await IsVisibleAsync(http, store))
            {
                await Task.Delay(5);
            }

            lags.Add(Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds);
        }

        return lags;
    }

    static async Task<bool> IsVisibleAsync(HttpClient http, string store)
    {
        var insight = await http.GetFromJsonAsync<JsonElement>(
            new Uri($"/v1/insights/sales?measures=transactions&store={store}&from=2019-04-19&to=2019-04-19", UriKind.Relative));
        return insight.GetProperty("rows").EnumerateArray().Any(row => row.GetProperty("transactions").GetInt64() > 0);
    }
}

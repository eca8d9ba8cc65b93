namespace GadgetSales.Benchmarks.Http;

/// <summary>What it costs to be durable: the service against Kestrel that only parses the same bodies, in turns on one machine.</summary>
static class HttpBenchmark
{
    const double Target = 0.5;
    const int Rounds = 5;

    /// <summary>Until the runtime has compiled what runs often: in the first seconds that takes a quarter of the service's processor time.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("gadgetsales-bench-");
        try
        {
            await using var service = await ServerProcess.StartServiceAsync(directory.FullName);
            await using var parseOnly = await ServerProcess.StartParseOnlyAsync();
            await CompareAsync("singles, 256 connections", service, parseOnly, 256, PostedSales.Singles(), salesARequest: 1);
            await CompareAsync("batches of 500, 4 connections", service, parseOnly, 4, PostedSales.Batches(500), salesARequest: 500);
            Console.Out.WriteLine($"resident after full load: {service.ResidentBytes / 1e6:F0} MB");
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static async Task CompareAsync(
        string title, ServerProcess service, ServerProcess parseOnly, int connections, Func<ReadOnlyMemory<byte>> requests, int salesARequest)
    {
        await HttpLoad.RunAsync(service.Address, connections, WarmUp, requests);
        await HttpLoad.RunAsync(parseOnly.Address, connections, WarmUp / 2, requests);
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var ours = await RoundAsync($"{title}: service   ", service, connections, requests, salesARequest);
            var theirs = await RoundAsync($"{title}: parse only", parseOnly, connections, requests, salesARequest);
            ratios.Add(ours / theirs);
        }

        Console.Out.WriteLine($"{title}: ratio {string.Join(' ', ratios.Select(ratio => $"{ratio:F2}"))}, median {Percentiles.Of(ratios, 50):F2} (target ≥ {Target})");
    }

    static async Task<double> RoundAsync(string title, ServerProcess server, int connections, Func<ReadOnlyMemory<byte>> requests, int salesARequest)
    {
        var processorBefore = server.ProcessorTime;
        var load = await HttpLoad.RunAsync(server.Address, connections, RoundTime, requests);
        var microseconds = (server.ProcessorTime - processorBefore).TotalMicroseconds / (load.LatenciesMs.Count * salesARequest);
        Console.Out.WriteLine($"{title} {load}  {load.PerSecond * salesARequest,8:N0} sales/s  {microseconds,5:F1} µs CPU a sale");
        return load.PerSecond;
    }
}

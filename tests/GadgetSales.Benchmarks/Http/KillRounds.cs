using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace GadgetSales.Benchmarks.Http;

/// <summary>
/// Kills the service (SIGKILL) at random moments while tills post, starts it again on the same directory and holds what it has against what it acknowledged.
/// </summary>
public static class KillRounds
{
    const int Tills = 16;

    /// <summary>Runs the rounds; the result has no entry in <see cref="KillReport.Lost"/> and equal counts when nothing was lost or counted twice.</summary>
    public static async Task<KillReport> RunAsync(int rounds, string directory)
    {
        var acknowledged = new ConcurrentQueue<string>();
        var lost = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            await PostUntilKilledAsync(directory, acknowledged);
        }

        await using var service = await ServerProcess.StartServiceAsync(directory);
        using var http = new HttpClient { BaseAddress = service.Url };
        var recorded = await CaughtUpAsync(http);
        await Parallel.ForEachAsync(acknowledged, new ParallelOptions { MaxDegreeOfParallelism = Tills }, async (saleId, cancellationToken) =>
        {
            using var answer = await http.GetAsync(new Uri($"/v1/sales/{saleId}", UriKind.Relative), cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                lock (lost)
                {
                    lost.Add(saleId);
                }
            }
        });
        var insight = await http.GetFromJsonAsync<JsonElement>(
            new Uri("/v1/insights/sales?measures=transactions,units&grain=none&from=2019-04-19&to=2019-04-19", UriKind.Relative));
        var row = insight.GetProperty("rows")[0];
        return new KillReport(rounds, acknowledged.Count, acknowledged.Distinct(StringComparer.Ordinal).Count(), lost, recorded,
            row.GetProperty("transactions").GetInt64(), row.GetProperty("units").GetInt64());
    }

    /// <summary>Prints the report of that many rounds in a fresh directory; fails when an acknowledged sale is missing or counted twice.</summary>
    public static async Task<int> RunAsync(int rounds)
    {
        var directory = Directory.CreateTempSubdirectory("gadgetsales-kill-");
        try
        {
            var report = await RunAsync(rounds, directory.FullName);
            Console.Out.WriteLine($"{report.Rounds} kills: {report.Acknowledged} acknowledged, {report.Lost.Count} lost, {report.Recorded} recorded, {report.InLake} in the lake with {report.UnitsInLake} units (3 each)");
            return report.Holds ? 0 : 1;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static async Task PostUntilKilledAsync(string directory, ConcurrentQueue<string> acknowledged)
    {
        await using var service = await ServerProcess.StartServiceAsync(directory);
        using var http = new HttpClient { BaseAddress = service.Url };
        var tills = Enumerable.Range(0, Tills).Select(_ => Task.Run(() => PostAsync(http, acknowledged))).ToArray();
        await Task.Delay(Random.Shared.Next(100, 1_000));
        service.Kill();
        await Task.WhenAll(tills);
    }

    static async Task PostAsync(HttpClient http, ConcurrentQueue<string> acknowledged)
    {
        while (true)
        {
            using var content = new StringContent(PostedSales.One("LA-01"), Encoding.UTF8, "application/json");
            try
            {
                using var answer = await http.PostAsync(new Uri("/v1/sales", UriKind.Relative), content);
                answer.EnsureSuccessStatusCode();
                var sale = await answer.Content.ReadFromJsonAsync<JsonElement>();
                acknowledged.Enqueue(sale.GetProperty("saleId").GetString()!);
            }
            catch (Exception error) when (error is HttpRequestException { StatusCode: null } or IOException)
            {
                return; // killed: this sale may or may not be recorded
            }
        }
    }

    static async Task<long> CaughtUpAsync(HttpClient http)
    {
        while (true)
        {
            var pipeline = await http.GetFromJsonAsync<JsonElement>(new Uri("/v1/pipeline", UriKind.Relative));
            if (pipeline.GetProperty("pending").GetInt64() == 0 && pipeline.GetProperty("dataThrough").ValueKind == JsonValueKind.String)
            {
                return pipeline.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("name").GetString() == "ledger").GetProperty("position").GetInt64();
            }

            await Task.Delay(50);
        }
    }
}

/// <summary>What a service killed several times had acknowledged, and what it then had.</summary>
/// <param name="Rounds">Kills.</param>
/// <param name="Acknowledged">Answers of 201 that arrived.</param>
/// <param name="DistinctAcknowledged">Different sales among them.</param>
/// <param name="Lost">Acknowledged ids that the ledger does not have.</param>
/// <param name="Recorded">Entries of the ledger.</param>
/// <param name="InLake">Transactions that insights count.</param>
/// <param name="UnitsInLake">Units that insights count; each posted sale has three.</param>
public sealed record KillReport(
    int Rounds, int Acknowledged, int DistinctAcknowledged, IReadOnlyList<string> Lost, long Recorded, long InLake, long UnitsInLake)
{
    public bool Holds => Acknowledged > 0 && Acknowledged == DistinctAcknowledged && Lost.Count == 0
        && Recorded >= Acknowledged && InLake == Recorded && UnitsInLake == 3 * Recorded;
}

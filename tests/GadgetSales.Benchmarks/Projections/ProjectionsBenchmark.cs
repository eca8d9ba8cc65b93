using GadgetSales.Projections;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>CPU time and allocations of one projection with backtest and intervals, by grain, on one thread.</summary>
internal static class ProjectionsBenchmark
{
    const int Series = 40;

    sealed record Grain(string Name, int Length, int Horizon, int[] Periods, Func<int, double> Level);

    static readonly Grain[] Grains =
    [
        new("hourly, 6 weeks, closed at night", 6 * 168, 48, [24, 168], i => i % 24 is >= 9 and < 20 ? 20 + 10 * (i / 24 % 7) : 0),
        new("hourly, 12 weeks, always open", 12 * 168, 48, [24, 168], i => 40 + 20 * Math.Sin(i * Math.PI / 12) + 5 * (i / 24 % 7)),
        new("daily, 2 years", 730, 14, [7, 365], i => 200 + 40 * (i % 7)),
        new("daily, 2 years, closed on Sundays", 730, 14, [7, 365], i => i % 7 == 6 ? 0 : 200 + 40 * (i % 7)),
        new("daily, 2 years, slow mover", 730, 14, [7, 365], _ => 0.15),
        new("weekly, 3 years", 156, 8, [52], i => 1000 + 300 * Math.Sin(i * Math.PI / 26)),
        new("monthly, 10 years", 120, 12, [12], i => 1000 + 5 * i + 200 * Math.Sin(i * Math.PI / 6)),
    ];

    public static int Run()
    {
        Console.Out.WriteLine($"{"",-36}{"CPU ms each",12}{"KB each",12}");
        foreach (var grain in Grains)
        {
            ForecastRequest[] requests = [.. Enumerable.Range(0, Series).Select(seed => Request(grain, seed))];
            // The first rounds run code that is not yet optimised: thrown away.
            for (var round = 0; round < 3; round++)
            {
                Measure(requests);
            }
            var (milliseconds, kilobytes) = Measure(requests);
            Console.Out.WriteLine($"{grain.Name,-36}{milliseconds,12:F2}{kilobytes,12:F0}");
        }
        return 0;
    }

    static (double Milliseconds, double Kilobytes) Measure(ForecastRequest[] requests)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        foreach (var request in requests)
        {
            Forecaster.Forecast(request, CancellationToken.None);
        }
        var elapsed = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return (elapsed / requests.Length, bytes / 1024.0 / requests.Length);
    }

    /// <summary>Whole units around the grain's level; the seed makes every run measure the same series.</summary>
    static ForecastRequest Request(Grain grain, int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, grain.Length).Select(i => Math.Floor(grain.Level(i) * (0.5 + random.NextDouble()) + random.NextDouble()));
        return new([.. values.Select(value => Math.Max(0, value))], grain.Periods, grain.Horizon, [80, 95]);
    }
}

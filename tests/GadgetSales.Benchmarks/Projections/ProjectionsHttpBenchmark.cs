using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using GadgetSales.Benchmarks.Insights;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GadgetSales.Benchmarks.Projections;

/// <summary>1,000 articles over two years of days through the endpoint, over HTTP: the lake query, every backtest, the reconciliation and the JSON.</summary>
static class ProjectionsHttpBenchmark
{
    const int Articles = 1_000;
    const int Days = 730;
    const int Rounds = 3;
    static readonly DateOnly Last = new(2025, 12, 31);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gadgetsales-benchmark-");
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new LakeMetrics(services.GetRequiredService<IMeterFactory>());
        using (var lake = new DuckDbLake(Path.Combine(folder.FullName, "lake.duckdb"), new LakeOptions(), NullLogger<DuckDbLake>.Instance))
        {
            await FillAsync(new DuckDbLakeWriter(lake, metrics, TimeProvider.System));
            await using var api = await InsightApi.StartAsync(new DuckDbLakeReader(lake, metrics, TimeProvider.System));
            var address = $"/v1/projections/sales?measure=units&groupBy=sku&horizon=14&asOf={Last:yyyy-MM-dd}";
            await api.GetAsync(address + "&sku=SKU-1");
            for (var round = 0; round < Rounds; round++)
            {
                await MeasureAsync(api, address);
            }
        }

        folder.Delete(recursive: true);
        return 0;
    }

    static async Task MeasureAsync(InsightApi api, string address)
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await api.GetAsync(address);
        var (elapsed, used) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Articles} daily series of {Days} days: {elapsed.TotalSeconds:F2} s, {used.TotalSeconds:F2} s of processor time, {used.TotalMilliseconds / Articles:F1} ms a series"));
    }

    static async Task FillAsync(DuckDbLakeWriter writer)
    {
        var random = new Random(1);
        for (var day = 0; day < Days; day++)
        {
            var sale = SaleTransform.Of(new SaleChange(ChangeType.Insert, Sale(Last.AddDays(day - Days + 1), random), day.ToString(CultureInfo.InvariantCulture)));
            await writer.AppendAsync([sale], new FeedPosition(day + 1), default);
        }
    }

    static RecordedSale Sale(DateOnly day, Random random)
    {
        var soldAt = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        return RecordedSale.Of(
            new Sale
            {
                SaleId = $"S:{day:yyyyMMdd}",
                StoreId = "S",
                Type = SaleType.Sale,
                SoldAt = soldAt,
                BusinessDate = day,
                Currency = "USD",
                Lines = [.. Enumerable.Range(1, Articles).Select(article => new SaleLine
                {
                    Sku = $"SKU-{article}",
                    Quantity = 1 + (article % 20) + ((int)day.DayOfWeek % 3 * (1 + (article % 5))) + random.Next(1 + (article % 20)),
                    UnitPriceMinor = 1_000,
                })],
            },
            soldAt);
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Lake.DuckDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GadgetSales.Benchmarks.Lake;

/// <summary>
/// What the DuckDB lake takes and answers: facts appended a second, time of a durable transaction while a day grows, and queries through
/// <see cref="ILakeReader"/> over the view beside the same SQL run raw over the table.
/// </summary>
static class LakeBenchmark
{
    const int BatchFacts = 20_000;
    const int Batches = 50;
    const int SmallTransactions = 300;
    const int Lines = 10_000_000;
    const int Rounds = 11;
    static readonly DateOnly Day = new(2026, 1, 15);

    static readonly (string Name, string Sql)[] Queries =
    [
        ("revenue by day", "SELECT sale_date, sum(amount_minor), sum(quantity_milli) FROM {0} GROUP BY 1 ORDER BY 1"),
        ("top 20 articles", "SELECT sku, sum(amount_minor) AS revenue FROM {0} GROUP BY 1 ORDER BY 2 DESC FETCH FIRST 20 ROWS ONLY"),
        ("store by day, 30 days", "SELECT store_id, sale_date, sum(amount_minor) FROM {0} WHERE sale_date >= DATE '2025-12-01' AND sale_date < DATE '2025-12-31' GROUP BY 1, 2"),
    ];

    public static async Task<int> RunAsync(string directory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, $"lake-benchmark-{Guid.NewGuid():N}"));
        try
        {
            await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
            var metrics = new LakeMetrics(services.GetRequiredService<IMeterFactory>());
            using var lake = new DuckDbLake(Path.Combine(folder.FullName, "lake.duckdb"), new LakeOptions(), NullLogger<DuckDbLake>.Instance);
            var writer = new DuckDbLakeWriter(lake, metrics, TimeProvider.System);
            await AppendAsync(writer);
            await FillAsync(lake);
            await QueryAsync(lake, new DuckDbLakeReader(lake, metrics, TimeProvider.System));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task AppendAsync(DuckDbLakeWriter writer)
    {
        var position = 0L;
        await writer.AppendAsync(Facts(ref position, 2), new FeedPosition(position), CancellationToken.None);
        await SmallAsync(writer, "transaction of 1,000 facts, new lake", position, count => position = count);
        var batches = Enumerable.Range(0, Batches).Select(_ => Facts(ref position, BatchFacts)).ToArray();
        var start = Stopwatch.GetTimestamp();
        foreach (var batch in batches)
        {
            await writer.AppendAsync(batch, new FeedPosition(long.Parse(batch[^1].Lines[0].EventId, CultureInfo.InvariantCulture)), CancellationToken.None);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        Print($"append in transactions of {BatchFacts:N0} facts", $"{Batches * BatchFacts / elapsed.TotalSeconds:N0} facts/s");
        await SmallAsync(writer, $"transaction of 1,000 facts, {position / 2:N0} sales on the day", position, count => position = count);
    }

    static async Task SmallAsync(DuckDbLakeWriter writer, string name, long position, Action<long> done)
    {
        var times = new List<double>();
        for (var transaction = 0; transaction < SmallTransactions; transaction++)
        {
            var facts = Facts(ref position, 1000);
            var start = Stopwatch.GetTimestamp();
            await writer.AppendAsync(facts, new FeedPosition(position), CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        done(position);
        times.Sort();
        Print(name, $"p50 {times[times.Count / 2]:N1} ms, p99 {times[times.Count * 99 / 100]:N1} ms");
    }

    /// <summary>Two years of lines in the order of their days, as a lake that grew has them.</summary>
    static async Task FillAsync(DuckDbLake lake)
    {
        using var lease = await lake.RentAsync(CancellationToken.None);
        var columns = string.Join(", ", LakeSchema.Fields.Select(field => $"{Generated(field.Name)} AS \"{field.Name}\""));
        var start = Stopwatch.GetTimestamp();
        lease.Connection.Execute($"DELETE FROM sale_facts; INSERT INTO sale_facts SELECT {columns} FROM range({Lines}) AS source(i)");
        lease.Connection.Execute("CHECKPOINT");
        Print($"{Lines:N0} lines in {new FileInfo(lake.FilePath).Length / 1e6:N0} MB", $"filled in {Stopwatch.GetElapsedTime(start).TotalSeconds:N1} s");
    }

    static string Generated(string column) => column switch
    {
        "sale_id" => "'S' || lpad(CAST(i % 20 AS VARCHAR), 2, '0') || ':R1:' || CAST(i // 2 AS VARCHAR)",
        "line_number" => "1 + i % 2",
        "sale_type" => "'sale'",
        "store_id" => "'S' || lpad(CAST(i % 20 AS VARCHAR), 2, '0')",
        "register_id" => "'R' || CAST(i % 3 AS VARCHAR)",
        "receipt_number" => "i // 2",
        "channel" => "'store'",
        "sku" => "'SKU-' || CAST(i * 7919 % 300 AS VARCHAR)",
        "product_name" => "'Product ' || CAST(i * 7919 % 300 AS VARCHAR)",
        "category" => "'Category ' || CAST(i % 12 AS VARCHAR)",
        "quantity" or "version" => "1",
        "unit_price_minor" or "amount_minor" => "i % 10000",
        "discount_minor" => "0",
        "currency" => "'USD'",
        "sold_at" or "sold_at_local" or "recorded_at" => "TIMESTAMP '2024-01-16 00:00:00' + to_seconds(i * 6)",
        "change_type" => "'INSERT'",
        "event_id" => "CAST(i // 2 AS VARCHAR)",
        LakeSchema.Partition => "CAST(TIMESTAMP '2024-01-16 00:00:00' + to_seconds(i * 6) AS DATE)",
        _ => "NULL",
    };

    static async Task QueryAsync(DuckDbLake lake, DuckDbLakeReader reader)
    {
        foreach (var (name, sql) in Queries)
        {
            var ours = new List<double>();
            var raw = new List<double>();
            using var lease = await lake.RentAsync(CancellationToken.None);
            var query = new LakeQuery(string.Format(CultureInfo.InvariantCulture, sql, LakeSchema.View), []);
            for (var round = 0; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                await reader.QueryAsync(query, CancellationToken.None);
                ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                start = Stopwatch.GetTimestamp();
                lease.Connection.Execute(string.Format(CultureInfo.InvariantCulture, sql, "sale_facts"));
                raw.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            ours.Sort();
            raw.Sort();
            Print($"{name}: median", $"{ours[Rounds / 2]:N1} ms, raw {raw[Rounds / 2]:N1} ms, ratio {ours[Rounds / 2] / raw[Rounds / 2]:N2}");
        }
    }

    /// <summary>Facts of new sales with two lines each, all on one day: the position counts sales and names them.</summary>
    static List<SaleFacts> Facts(ref long position, int count)
    {
        var sales = new List<SaleFacts>(count / 2);
        while (sales.Count < count / 2)
        {
            position++;
            var sale = new Sale
            {
                SaleId = $"S{position % 20:00}:R1:{position}",
                StoreId = $"S{position % 20:00}",
                RegisterId = "R1",
                ReceiptNumber = position,
                SoldAt = new DateTimeOffset(Day, new TimeOnly(position * 10_000_000 % TimeSpan.TicksPerDay), TimeSpan.Zero),
                BusinessDate = Day,
                Currency = "USD",
                Channel = "store",
                Lines = [Line(position), Line(position + 7)],
            };
            var recorded = RecordedSale.Of(sale, sale.SoldAt);
            sales.Add(SaleTransform.Of(new SaleChange(ChangeType.Insert, recorded, position.ToString(CultureInfo.InvariantCulture))));
        }

        return sales;
    }

    static SaleLine Line(long seed) => new()
    {
        Sku = $"SKU-{seed % 300}",
        Name = $"Product {seed % 300}",
        Category = $"Category {seed % 12}",
        Quantity = 1,
        UnitPriceMinor = 100 + (seed % 10_000),
    };

    static void Print(string what, string figure) => Console.Out.WriteLine($"{what,-60}{figure}");
}

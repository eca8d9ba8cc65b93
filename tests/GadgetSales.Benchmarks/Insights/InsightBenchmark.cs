using System.Diagnostics;
using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Benchmarks.Insights;

/// <summary>
/// Questions over ten million lines: through the API, through the reader, and the same SQL run by DuckDB alone, in turns in one run.
/// DuckDB alone only computes; reading its rows is part of the others. Targets: reader and API at most 1.15 times DuckDB, below 150 ms.
/// The last column is the reader's CPU time divided by the cores: about what it takes when nothing else runs, whatever else runs now.
/// </summary>
static class InsightBenchmark
{
    const int Warmups = 2;
    const int Rounds = 15;

    static readonly DateSpan TwoYears = new(LargeLake.First, LargeLake.Last);
    static readonly DateSpan LastMonth = new(new DateOnly(2025, 12, 1), LargeLake.Last);

    static readonly (string Name, InsightQuery Query)[] Questions =
    [
        ("total of two years", Ask(TwoYears)),
        ("by day", Ask(TwoYears) with { Grain = Grain.Day }),
        ("by month", Ask(TwoYears) with { Grain = Grain.Month }),
        ("by store", Ask(TwoYears) with { GroupBy = [Dimension.Store] }),
        ("revenue by category", Ask(TwoYears, Measure.Revenue) with { GroupBy = [Dimension.Category] }),
        ("revenue of the top 20 skus", Ask(TwoYears, Measure.Revenue) with { GroupBy = [Dimension.Sku], Limit = 20 }),
        ("revenue by month and category", Ask(TwoYears, Measure.Revenue) with { Grain = Grain.Month, GroupBy = [Dimension.Category] }),
        ("one store by day", Ask(TwoYears) with { Grain = Grain.Day, Filters = [new(Dimension.Store, ["STORE-7"])] }),
        ("30 days by day and store", Ask(LastMonth) with { Grain = Grain.Day, GroupBy = [Dimension.Store] }),
        ("30 days by hour", Ask(LastMonth) with { Grain = Grain.Hour }),
        ("30 days by category, with transactions", Ask(LastMonth) with { GroupBy = [Dimension.Category] }),
        ("30 days against the 30 before, by day", Compared(LastMonth)),
        ("all measures by day", Ask(TwoYears, [.. InsightCatalogue.Measures]) with { Grain = Grain.Day }),
        ("transactions by category, two years", Ask(TwoYears, Measure.Transactions) with { GroupBy = [Dimension.Category] }),
    ];

    public static async Task<int> RunAsync()
    {
        using var lake = await LargeLake.OpenAsync();
        using var alone = DuckDatabase.Open(lake.CopyFile(), [("threads", $"{Environment.ProcessorCount}"), ("default_null_order", "nulls_last")]);
        using var connection = alone.Connect();
        await using var api = await InsightApi.StartAsync(lake.Reader);
        Print("median of 15, ms", "DuckDB", "reader", "API", "reader ×", "API ×", "rows", "CPU/core");
        foreach (var (name, query) in Questions)
        {
            await MeasureAsync(name, query, connection, lake.Reader, api);
        }

        return 0;
    }

    static async Task MeasureAsync(string name, InsightQuery query, DuckDBConnection alone, DuckDbLakeReader reader, InsightApi api)
    {
        var sql = InsightSql.Build(query);
        var address = InsightApi.AddressOf(query);
        var rows = 0;
        var times = new List<(double Alone, double Reader, double Api, double Cpu)>();
        for (var round = -Warmups; round < Rounds; round++)
        {
            var alonely = Time(() => RunAlone(alone, sql));
            var cpu = Environment.CpuUsage.TotalTime;
            var read = await TimeAsync(async () => rows = InsightTable.Read(query, await reader.QueryAsync(sql, default)).Rows.Count);
            cpu = Environment.CpuUsage.TotalTime - cpu;
            var asked = await TimeAsync(() => api.GetAsync(address));
            if (round >= 0)
            {
                times.Add((alonely, read, asked, cpu.TotalMilliseconds / Environment.ProcessorCount));
            }
        }

        var (duckDb, ours, http) = (Median(times.Select(time => time.Alone)), Median(times.Select(time => time.Reader)), Median(times.Select(time => time.Api)));
        Print(name, $"{duckDb:F1}", $"{ours:F1}", $"{http:F1}",
            $"{Median(times.Select(time => time.Reader / time.Alone)):F2}", $"{Median(times.Select(time => time.Api / time.Alone)):F2}", $"{rows}", $"{Median(times.Select(time => time.Cpu)):F1}");
    }

    static void RunAlone(DuckDBConnection connection, LakeQuery query)
    {
        using var command = connection.Command(query.Sql, query.Parameters);
        using var reader = command.ExecuteReader();
    }

    static InsightQuery Ask(DateSpan span, params Measure[] measures) => new()
    {
        Measures = measures.Length > 0 ? measures : InsightCatalogue.DefaultMeasures,
        Span = span,
        Limit = InsightCatalogue.DefaultLimit,
    };

    static InsightQuery Compared(DateSpan span) => Ask(span) with { Grain = Grain.Day, Comparison = Comparison.Of(ComparisonKind.PreviousPeriod, span) };

    static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    static void Print(string name, params string[] cells) =>
        Console.Out.WriteLine(name.PadRight(42) + string.Concat(cells.Select(cell => cell.PadLeft(10))));
}

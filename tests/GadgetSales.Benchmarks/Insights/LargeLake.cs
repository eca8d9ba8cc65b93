using System.Globalization;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace GadgetSales.Benchmarks.Insights;

/// <summary>
/// Ten million sale lines of two years, 40 stores and 200 articles, written by the real writer: two lines a sale, 2 % returns, 0.3 % voids.
/// Kept in the temporary folder, since it takes minutes to make.
/// </summary>
sealed class LargeLake : IDisposable
{
    public const int Lines = 10_000_000;
    public static readonly DateOnly First = new(2024, 1, 1);
    public static readonly DateOnly Last = new(2025, 12, 31);

    const int LinesPerSale = 2;
    const int SalesPerBatch = 50_000;
    const int Sales = Lines / LinesPerSale;
    readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();

    LargeLake(string folder)
    {
        var metrics = new LakeMetrics(_metrics.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        Lake = new DuckDbLake(new EmbeddedOptions { DataDirectory = folder }.LakePath, new LakeOptions(), NullLogger<DuckDbLake>.Instance);
        Writer = new DuckDbLakeWriter(Lake, metrics, TimeProvider.System);
        Reader = new DuckDbLakeReader(Lake, metrics, TimeProvider.System);
    }

    public DuckDbLake Lake { get; }

    public DuckDbLakeReader Reader { get; }

    DuckDbLakeWriter Writer { get; }

    public static async Task<LargeLake> OpenAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"gadgetsales-benchmark-{Lines}")).FullName;
        var lake = new LargeLake(folder);
        var written = (await lake.Writer.ReadWatermarkAsync(default)).Sequence;
        for (var sale = written; sale < Sales; sale += SalesPerBatch)
        {
            await lake.Writer.AppendAsync(Batch(sale), new FeedPosition(sale + SalesPerBatch), default);
            await Console.Error.WriteAsync($"\rmaking the lake: {(sale + SalesPerBatch) * LinesPerSale:N0} of {Lines:N0} lines ");
        }

        if (written < Sales)
        {
            await Console.Error.WriteLineAsync();
            await lake.Writer.CheckpointAsync(default);
        }

        return lake;
    }

    /// <summary>A copy of the file for a database of its own: a file is open once in a process.</summary>
    public string CopyFile()
    {
        var copy = Path.ChangeExtension(Lake.FilePath, ".copy");
        if (!File.Exists(copy) || new FileInfo(copy).Length != new FileInfo(Lake.FilePath).Length)
        {
            File.Copy(Lake.FilePath, copy, overwrite: true);
        }

        return copy;
    }

    public void Dispose()
    {
        Lake.Dispose();
        _metrics.Dispose();
    }

    static List<SaleFacts> Batch(long first)
    {
        var sales = new List<SaleFacts>(SalesPerBatch);
        for (var index = first; index < first + SalesPerBatch; index++)
        {
            sales.Add(SaleTransform.Of(new SaleChange(ChangeType.Insert, Recorded(index), index.ToString(CultureInfo.InvariantCulture))));
        }

        return sales;
    }

    static RecordedSale Recorded(long index)
    {
        var random = new Random((int)index);
        var days = Last.DayNumber - First.DayNumber + 1;
        var soldAt = new DateTimeOffset(First.ToDateTime(TimeOnly.MinValue).AddSeconds(index * (days * 86_400.0 / Sales)), TimeSpan.FromHours(-5));
        var original = new Sale
        {
            SaleId = $"S{random.Next(40)}:{index}",
            StoreId = $"STORE-{random.Next(40)}",
            RegisterId = $"R{random.Next(4)}",
            Channel = random.Next(5) == 0 ? "online" : "store",
            Type = random.Next(50) == 0 ? SaleType.Return : SaleType.Sale,
            SoldAt = soldAt,
            BusinessDate = DateOnly.FromDateTime(soldAt.DateTime),
            Currency = "USD",
            Lines = [Line(random), Line(random)],
        };
        return random.Next(300) == 0
            ? RecordedSale.Of(original with { Type = SaleType.Void, OriginalSaleId = "S:0", Lines = [] }, soldAt, VoidedSale.Of(original))
            : RecordedSale.Of(original, soldAt);
    }

    static SaleLine Line(Random random)
    {
        var article = random.Next(200);
        return new SaleLine
        {
            Sku = $"SKU-{article}",
            Name = $"Product {article}",
            Category = article % 20 == 19 ? null : $"Category {article % 12}",
            Quantity = 1 + random.Next(3),
            UnitPriceMinor = 500 + (article * 100),
            DiscountMinor = random.Next(10) == 0 ? 50 : 0,
        };
    }
}

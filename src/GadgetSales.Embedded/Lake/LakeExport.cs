using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;
using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.Lake;

/// <summary>What an export wrote, and the ledger's position it covers.</summary>
public sealed record LakeExportResult(long Rows, int Files, long Bytes, long Quarantined, FeedPosition UpTo);

/// <summary>
/// Writes the sale lines as Parquet (zstd), in folders <c>sale_date=YYYY-MM-DD/</c> as on S3, sorted by time within a day. The running service
/// holds the lake's file, so the export builds a lake of its own from the ledger, which any number of processes may read: it needs room for both.
/// </summary>
public static class LakeExport
{
    /// <param name="embedded">Where the ledger is.</param>
    /// <param name="options">What the export may take of the machine.</param>
    /// <param name="directory">The folder to make. It must not exist or be empty, and appears only when it is complete.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Stops between batches and leaves nothing behind.</param>
    /// <exception cref="EmbeddedStoreException">There is no ledger, or the folder holds something.</exception>
    public static async Task<LakeExportResult> RunAsync(
        EmbeddedOptions embedded, LakeOptions options, string directory, IProgress<LakeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new EmbeddedStoreException($"The folder '{target}' is not empty: name a new one, or empty it.");
        }

        using var ledger = LedgerReader.Open(embedded.LedgerPath);
        var work = Directory.CreateDirectory($"{target}.export-{Guid.NewGuid():N}").FullName;
        try
        {
            var lake = Path.Combine(work, "lake.duckdb");
            var (end, quarantined) = await LakeBuild.RunAsync(ledger, lake, options, progress, cancellationToken);
            var parquet = Path.Combine(work, "parquet");
            var rows = await Task.Run(() => Copy(lake, parquet, options), cancellationToken);
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(parquet, target);
            var files = new DirectoryInfo(target).GetFiles("*.parquet", SearchOption.AllDirectories);
            return new LakeExportResult(rows, files.Length, files.Sum(file => file.Length), quarantined, end);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    static long Copy(string lake, string parquet, LakeOptions options)
    {
        Directory.CreateDirectory(parquet);
        using var database = DuckDatabase.Open(lake, options.ToSettings().Where(setting => setting.Name != "enable_external_access"));
        using var connection = database.Connect();
        connection.Execute($"""
            COPY (SELECT * FROM {LakeSchema.View} ORDER BY {LakeSchema.Partition}, sold_at, sale_id, line_number)
            TO '{parquet.Replace("'", "''", StringComparison.Ordinal)}'
            (FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({LakeSchema.Partition}), OVERWRITE_OR_IGNORE)
            """);
        return connection.QueryNumber($"SELECT count(*) FROM {LakeSchema.View}") ?? 0;
    }
}

using System.Diagnostics.Metrics;
using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Feed;
using GadgetSales.Embedded.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GadgetSales.Embedded.Lake;

/// <summary>How far a build has come: the position that is in the new lake, and the one it ends at.</summary>
public readonly record struct LakeBuildProgress(FeedPosition Position, FeedPosition End);

/// <summary>Builds a whole lake from a ledger, also beside the service that records in it.</summary>
static class LakeBuild
{
    const int Batch = 20_000;

    /// <summary>
    /// Makes the file <paramref name="lakePath"/> with everything that was recorded before the call, and closes it. What cannot become facts
    /// is in the new lake's quarantine; the count is returned.
    /// </summary>
    internal static async Task<(FeedPosition End, long Quarantined)> RunAsync(
        LedgerReader ledger, string lakePath, LakeOptions options, IProgress<LakeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        LakeFile.Delete(lakePath);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var lake = new DuckDbLake(lakePath, options, NullLogger<DuckDbLake>.Instance);
        var writer = new DuckDbLakeWriter(lake, new LakeMetrics(meters), TimeProvider.System);
        var feed = new LedgerFeed(ledger, writer, new FeedMetrics(meters), TimeProvider.System, NullLogger<LedgerFeed>.Instance);
        var end = ledger.ReadHead();
        var position = await writer.ReadWatermarkAsync(cancellationToken);
        while (position < end)
        {
            position = (await feed.MoveAsync(position, (int)Math.Min(Batch, end.Sequence - position.Sequence), cancellationToken)).UpTo;
            progress?.Report(new LakeBuildProgress(position, end));
        }

        await writer.CheckpointAsync(cancellationToken);
        return (end, await writer.CountQuarantinedAsync(cancellationToken));
    }
}

using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Feed;

/// <summary>
/// Makes sure that the lake was built from this ledger: after a backup was restored or a file replaced, its watermark would skip
/// or repeat other sales than it holds.
/// </summary>
public sealed partial class LakeOwner(IFeedSource source, DuckDbLakeWriter writer, DuckDbLake lake, ILogger<LakeOwner> logger)
{
    /// <summary>The watermark to go on from. A lake that lacks the entry at its watermark is set aside, and the answer is the start.</summary>
    public async ValueTask<FeedPosition> ClaimAsync(CancellationToken cancellationToken)
    {
        var watermark = await writer.ReadWatermarkAsync(cancellationToken);
        if (watermark == FeedPosition.Start || await IsOursAsync(watermark, cancellationToken))
        {
            return watermark;
        }

        LogForeign(logger, lake.FilePath, watermark.Sequence);
        await lake.CloseAsync(() => LakeFile.SetAside(lake.FilePath), cancellationToken);
        return await writer.ReadWatermarkAsync(cancellationToken);
    }

    async ValueTask<bool> IsOursAsync(FeedPosition watermark, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await source.ReadAfterAsync(new FeedPosition(watermark.Sequence - 1), max: 1, cancellationToken);
            return entries is [var last]
                && last.Position == watermark
                && await writer.HoldsAsync(watermark, last.Sale.Sale.SaleId, last.Sale.Sale.BusinessDate, cancellationToken);
        }
        catch (UnreadableEntryException unreadable)
        {
            return unreadable.Position == watermark;
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The lake {Path} does not belong to this ledger (position {Position} differs): it is set aside and rebuilt")]
    static partial void LogForeign(ILogger logger, string path, long position);
}

using GadgetSales.Core.Feed;
using GadgetSales.Embedded.Lake;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Feed;

/// <summary>
/// Reads the lake's watermark when the pump starts and makes sure that it is one of this ledger: after a backup was restored or a file
/// replaced, it would skip or repeat other sales than the lake holds.
/// </summary>
public sealed partial class WatermarkCheck(IFeedSource source, DuckDbLakeWriter writer, DuckDbLake lake, ILogger<WatermarkCheck> logger)
{
    /// <summary>The watermark to go on from. A lake that lacks the entry at its watermark is set aside, and the answer is the start.</summary>
    public async ValueTask<FeedPosition> ReadAsync(CancellationToken cancellationToken)
    {
        var watermark = await writer.ReadWatermarkAsync(cancellationToken);
        if (watermark == FeedPosition.Start || await IsOfThisLedgerAsync(watermark, cancellationToken))
        {
            return watermark;
        }

        LogForeign(logger, lake.FilePath, watermark.Sequence);
        await lake.CloseAsync(() => LakeFile.SetAside(lake.FilePath), cancellationToken);
        return await writer.ReadWatermarkAsync(cancellationToken);
    }

    async ValueTask<bool> IsOfThisLedgerAsync(FeedPosition watermark, CancellationToken cancellationToken)
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

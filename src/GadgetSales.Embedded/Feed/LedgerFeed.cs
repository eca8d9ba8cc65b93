using DuckDB.NET.Data;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake;
using GadgetSales.Embedded.Lake.DuckDb;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Feed;

/// <summary>Entries that <see cref="LedgerFeed.MoveAsync"/> moved, up to which position, and when the last of them was recorded.</summary>
public readonly record struct FeedMove(FeedPosition UpTo, int Entries, int Quarantined, DateTimeOffset? RecordedAt);

/// <summary>
/// Moves entries from a ledger to a lake: reads, transforms, appends. An entry that cannot become facts is quarantined in the transaction
/// that passes it; every other failure leaves the watermark where it was and is thrown.
/// </summary>
public sealed partial class LedgerFeed(
    IFeedSource source, DuckDbLakeWriter lake, FeedMetrics metrics, TimeProvider time, ILogger<LedgerFeed> logger)
{
    /// <summary>Facts of one transaction, about: receipts can have 1,500 lines, so entries alone do not bound the memory.</summary>
    const int MaxFacts = 100_000;

    /// <summary>Moves up to <paramref name="max"/> entries after the lake's watermark <paramref name="after"/>; none when the lake has caught up.</summary>
    public async ValueTask<FeedMove> MoveAsync(FeedPosition after, int max, CancellationToken cancellationToken)
    {
        IReadOnlyList<LedgerEntry> entries;
        try
        {
            entries = await source.ReadAfterAsync(after, max, cancellationToken);
        }
        catch (UnreadableEntryException unreadable)
        {
            metrics.Received(1);
            await WriteAsync([], [Quarantine(unreadable.Position, saleId: null, unreadable.Message)], unreadable.Position, entries: 1, cancellationToken);
            return new FeedMove(unreadable.Position, Entries: 1, Quarantined: 1, RecordedAt: null);
        }

        metrics.Received(entries.Count);
        var quarantined = 0;
        for (var start = 0; start < entries.Count;)
        {
            var (sales, refused, next) = Transform(entries, start, entries.Count);
            quarantined += await WriteOrIsolateAsync(entries, start, next, sales, refused, cancellationToken);
            start = next;
        }

        return entries.Count == 0
            ? new FeedMove(after, 0, 0, null)
            : new FeedMove(entries[^1].Position, entries.Count, quarantined, entries[^1].Sale.RecordedAt);
    }

    (List<SaleFacts> Sales, List<QuarantinedEntry> Refused, int Next) Transform(IReadOnlyList<LedgerEntry> entries, int start, int end)
    {
        var sales = new List<SaleFacts>(end - start);
        var refused = new List<QuarantinedEntry>();
        var next = start;
        for (var facts = 0; next < end && facts < MaxFacts; next++)
        {
            var (position, sale) = entries[next];
            try
            {
                var made = SaleTransform.Of(new SaleChange(ChangeType.Insert, sale, $"{position.Sequence}"));
                sales.Add(made);
                facts += made.Lines.Count;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                refused.Add(Quarantine(position, sale.Sale.SaleId, $"{error.GetType().Name}: {error.Message}"));
            }
        }

        return (sales, refused, next);
    }

    /// <summary>Writes the entries from start to next. When the lake refuses what is in them, halves find the one at fault.</summary>
    async ValueTask<int> WriteOrIsolateAsync(
        IReadOnlyList<LedgerEntry> entries,
        int start,
        int next,
        List<SaleFacts> sales,
        List<QuarantinedEntry> refused,
        CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(sales, refused, entries[next - 1].Position, next - start, cancellationToken);
            return refused.Count;
        }
        catch (DuckDBException error) when (error.Failure == DuckDbFailure.Value)
        {
            if (next - start == 1)
            {
                var entry = entries[start];
                await WriteAsync([], [Quarantine(entry.Position, entry.Sale.Sale.SaleId, error.Message)], entry.Position, entries: 1, cancellationToken);
                return 1;
            }

            var half = start + ((next - start) / 2);
            return await RewriteAsync(start, half) + await RewriteAsync(half, next);
        }

        ValueTask<int> RewriteAsync(int from, int to)
        {
            var (part, bad, _) = Transform(entries, from, to);
            return WriteOrIsolateAsync(entries, from, to, part, bad, cancellationToken);
        }
    }

    async ValueTask WriteAsync(
        List<SaleFacts> sales, List<QuarantinedEntry> refused, FeedPosition upTo, int entries, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await lake.AppendAsync(sales, refused, upTo, cancellationToken);
        metrics.Written(entries, refused.Count);
        foreach (var entry in refused)
        {
            LogQuarantined(logger, entry.Position.Sequence, entry.SaleId, entry.Reason);
        }

        var facts = sales.Sum(sale => sale.Lines.Count);
        LogWritten(logger, entries, facts, upTo.Sequence, time.GetElapsedTime(started).TotalMilliseconds);
    }

    QuarantinedEntry Quarantine(FeedPosition position, string? saleId, string reason) => new(position, saleId, reason, time.GetUtcNow());

    [LoggerMessage(1, LogLevel.Debug, "Lake: {Entries} entries, {Facts} facts up to {Position} in {ElapsedMs:0.0} ms")]
    static partial void LogWritten(ILogger logger, int entries, int facts, long position, double elapsedMs);

    [LoggerMessage(2, LogLevel.Error, "Ledger entry {Position} (sale {SaleId}) is quarantined and missing from the lake: {Reason}")]
    static partial void LogQuarantined(ILogger logger, long position, string? saleId, string reason);
}

using DuckDB.NET.Data;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// Writes batches, each in one transaction with its watermark: after a crash the lake holds exactly what its watermark says.
/// Repeats and versions are resolved in that transaction, so the table holds only what is visible.
/// </summary>
public sealed class DuckDbLakeWriter(DuckDbLake lake, LakeMetrics metrics, TimeProvider time) : ILakeWriter
{
    KnownSales? _known;

    public ValueTask<FeedPosition> ReadWatermarkAsync(CancellationToken cancellationToken) => lake.WriteAsync(ReadWatermark, cancellationToken);

    public ValueTask AppendAsync(IReadOnlyList<SaleFacts> sales, FeedPosition upTo, CancellationToken cancellationToken) =>
        AppendAsync(sales, [], upTo, cancellationToken);

    /// <summary>As the other, and <paramref name="quarantined"/> becomes durable in the same transaction.</summary>
    public async ValueTask AppendAsync(
        IReadOnlyList<SaleFacts> sales, IReadOnlyList<QuarantinedEntry> quarantined, FeedPosition upTo, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            if (await lake.WriteAsync(connection => Write(connection, sales, quarantined, upTo), cancellationToken))
            {
                metrics.Wrote(sales.Sum(sale => sale.Lines.Count), time.GetElapsedTime(started));
            }
        }
        catch (DuckDBException)
        {
            metrics.Failed("append");
            throw;
        }
    }

    /// <summary>True when the lake has what became of a ledger's entry: its facts, or its place in quarantine.</summary>
    public ValueTask<bool> HoldsAsync(FeedPosition position, string saleId, DateOnly saleDate, CancellationToken cancellationToken) => lake.WriteAsync(
        connection => connection.QueryNumber(
            $"""
            SELECT (SELECT count(*) FROM {LakeTables.Facts} WHERE sale_date = CAST(? AS DATE) AND sale_id = ? AND event_id = ?)
                + (SELECT count(*) FROM {LakeTables.Quarantine} WHERE position = ?)
            """,
            saleDate,
            saleId,
            $"{position.Sequence}",
            position.Sequence) > 0,
        cancellationToken);

    /// <summary>Entries that were set aside since the lake was built.</summary>
    public ValueTask<long> CountQuarantinedAsync(CancellationToken cancellationToken) =>
        lake.WriteAsync(connection => connection.QueryNumber($"SELECT count(*) FROM {LakeTables.Quarantine}") ?? 0, cancellationToken);

    /// <summary>Folds the write-ahead log into the file. Appends wait for it meanwhile; readers do not.</summary>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken) => await lake.WriteAsync(
        connection =>
        {
            connection.Execute("CHECKPOINT");
            return true;
        },
        cancellationToken);

    bool Write(DuckDBConnection connection, IReadOnlyList<SaleFacts> sales, IReadOnlyList<QuarantinedEntry> quarantined, FeedPosition upTo)
    {
        connection.Execute("BEGIN");
        try
        {
            if (upTo <= ReadWatermark(connection))
            {
                connection.Execute("ROLLBACK");
                return false;
            }

            var incoming = new IncomingSales(sales);
            var known = _known?.Connection == connection ? _known : _known = new KnownSales(connection);
            if (!known.LacksAll(incoming))
            {
                VersionResolution.Resolve(connection, incoming);
            }

            Append(connection, incoming, quarantined);
            connection.Query("UPDATE lake_watermark SET position = ?", upTo.Sequence);
            connection.Execute("COMMIT");
            known.Add(incoming);
            return true;
        }
        catch
        {
            _known = null;
            RollBack(connection);
            throw;
        }
    }

    static void Append(DuckDBConnection connection, IncomingSales incoming, IReadOnlyList<QuarantinedEntry> quarantined)
    {
        FactRows.AppendFacts(connection, incoming.All.Where(sale => !sale.Removed));
        if (incoming.All.Any(sale => sale.Removed))
        {
            FactRows.AppendRemovals(connection, incoming.All.Where(sale => sale.Removed));
        }

        if (quarantined.Count > 0)
        {
            FactRows.AppendQuarantine(connection, quarantined);
        }
    }

    static FeedPosition ReadWatermark(DuckDBConnection connection) => new(connection.QueryNumber("SELECT position FROM lake_watermark") ?? 0);

    /// <summary>The failure that led here is the one to report: a roll-back fails when a failed commit has ended the transaction already.</summary>
    static void RollBack(DuckDBConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (DuckDBException)
        {
            return;
        }
    }
}

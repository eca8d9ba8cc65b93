using GadgetSales.Core.Ledger;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Ledger;

/// <summary>What the writer works with.</summary>
sealed record LedgerParts(
    string Path, int CommitCapacity, AppendQueue Queue, RecentEntries Recent, WalCheckpointer Checkpointer, LedgerMetrics Metrics, ILogger Logger, Action<SqliteDatabase>? OnOpened)
{
    public WriteSession OpenSession()
    {
        var database = LedgerSchema.OpenForWriting(Path);
        try
        {
            OnOpened?.Invoke(database);
            return new WriteSession(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}

using GadgetSales.Core.Ledger;
using SQLitePCL;

namespace GadgetSales.Embedded.Ledger;

/// <summary>Says what a failure of SQLite means to whoever runs the service: which folder, and what helps.</summary>
static class StorageFailure
{
    const string Safe = "What was acknowledged is safe, and recording goes on by itself once this is fixed.";

    public static LedgerUnavailableException ToException(SqliteFailure failure, string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        var (code, message, seconds) = failure.PrimaryCode switch
        {
            raw.SQLITE_FULL => ("storage_full", $"The disk of the data directory '{directory}' is full: free some space. {Safe}", 5),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => (
                "storage_unavailable", $"The data directory '{directory}' cannot be written: check its owner, its rights and its mount. {Safe}", 5),
            raw.SQLITE_IOERR => (
                "storage_unavailable", $"The disk of the data directory '{directory}' reports errors: check the disk, its quota and the system's log. {Safe}", 5),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                "storage_corrupt", $"The ledger '{path}' is damaged: stop the service, keep a copy of the folder and restore a backup.", 60),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                "storage_unavailable", $"Another program holds a lock on the ledger '{path}': end it. {Safe}", 1),
            _ => ("storage_unavailable", $"The ledger '{path}' cannot be used: {failure.Message}.", 5),
        };
        return new LedgerUnavailableException(code, message, TimeSpan.FromSeconds(seconds), failure);
    }
}

using GadgetSales.Embedded.Ledger.Steps;
using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger;

/// <summary>The ledger's file: how it is opened, and that it has the tables of this version.</summary>
static class LedgerSchema
{
    public static long DayOf(DateOnly date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;

    /// <summary>A connection that writes durably: every commit is synced, and checkpoints are left to <see cref="WalCheckpointer"/>.</summary>
    public static SqliteDatabase OpenForWriting(string path)
    {
        var database = SqliteDatabase.OpenReadWrite(path);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute("PRAGMA fullfsync = 1"); // macOS: a plain fsync leaves data in the drive's cache
            database.Execute("PRAGMA checkpoint_fullfsync = 1");
            database.Execute("PRAGMA wal_autocheckpoint = 0");
            database.Execute("PRAGMA cache_size = -32768");
            database.Execute("PRAGMA temp_store = MEMORY");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes a new file, or gives an older one what it lacks, and reports each step as it is done.</summary>
    /// <exception cref="EmbeddedStoreException">The file is not a ledger, or a newer version wrote it.</exception>
    public static void Ensure(SqliteDatabase database, string path, Action<FileStep, int> onDone)
    {
        var isNew = database.QueryInteger("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew)
        {
            Verify(database, path);
        }

        SqliteUpgrade.Run(database, LedgerHistory.Steps, onDone);
        if (isNew)
        {
            DataDirectory.Sync(Path.GetDirectoryName(path)!);
        }
    }

    /// <exception cref="EmbeddedStoreException">The file is not a ledger, or a newer version wrote it.</exception>
    public static void Verify(SqliteDatabase database, string path)
    {
        if (database.QueryInteger("PRAGMA application_id") != SalesTable.ApplicationId)
        {
            throw new EmbeddedStoreException(
                $"'{path}' is not a ledger of GadgetSales: move it away, or point {EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)} to another folder.");
        }

        if (LedgerHistory.Steps.Refusal(path, SqliteUpgrade.VersionOf(database)) is { } refusal)
        {
            throw new EmbeddedStoreException($"{refusal}: start the newer version that wrote it.");
        }
    }
}

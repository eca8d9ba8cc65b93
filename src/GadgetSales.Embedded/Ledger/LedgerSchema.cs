namespace GadgetSales.Embedded.Ledger;

/// <summary>The ledger's file: one table, written once a row.</summary>
static class LedgerSchema
{
    public const int Version = 2;

    // "GSLG": tells a ledger from any other SQLite file.
    const int ApplicationId = 0x47534C47;

    // recorded is the sale's JSON as the API answers it; the other columns only find it. sold_at is in ticks (100 ns) UTC, business_date is yyyymmdd.
    // The two unique indexes are the promises: a sale id once for ever, a sale voided at most once.
    const string Create = """
        CREATE TABLE sales (
            seq           INTEGER PRIMARY KEY,
            sale_id       TEXT    NOT NULL UNIQUE,
            store_id      TEXT    NOT NULL,
            business_date INTEGER NOT NULL,
            sold_at       INTEGER NOT NULL,
            voids         TEXT,
            recorded      TEXT    NOT NULL
        ) STRICT;
        CREATE INDEX sales_by_store_day ON sales (store_id, business_date, sold_at, sale_id);
        CREATE UNIQUE INDEX sales_voided_once ON sales (voids) WHERE voids IS NOT NULL;
        """;

    // Schema 2: sales are found by the number that their source gave them. Rows of before have none.
    const string AddExternalId = """
        ALTER TABLE sales ADD COLUMN external_id TEXT;
        CREATE INDEX sales_by_external_id ON sales (external_id, sold_at, sale_id) WHERE external_id IS NOT NULL;
        """;

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

    /// <summary>Creates the table in a new file, and brings the file of an earlier version up to this one, in one transaction.</summary>
    /// <exception cref="EmbeddedStoreException">The file is not a ledger, or a newer version wrote it.</exception>
    public static void Ensure(SqliteDatabase database, string path)
    {
        database.Execute("BEGIN IMMEDIATE"); // also for a ledger that exists: a file that cannot be written is found now
        if (database.QueryInteger("SELECT count(*) FROM sqlite_schema") > 0)
        {
            Verify(database, path);
            if (database.QueryInteger("PRAGMA user_version") == Version)
            {
                database.Execute("ROLLBACK");
                return;
            }
        }
        else
        {
            database.Execute(Create);
            database.Execute($"PRAGMA application_id = {ApplicationId}");
        }

        database.Execute(AddExternalId);
        database.Execute($"PRAGMA user_version = {Version}");
        database.Execute("COMMIT");
        DataDirectory.Sync(Path.GetDirectoryName(path)!);
    }

    /// <exception cref="EmbeddedStoreException">The file is not a ledger, or a newer version wrote it.</exception>
    public static void Verify(SqliteDatabase database, string path)
    {
        if (database.QueryInteger("PRAGMA application_id") != ApplicationId)
        {
            throw new EmbeddedStoreException(
                $"'{path}' is not a ledger of GadgetSales: move it away, or point {EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)} to another folder.");
        }

        var version = database.QueryInteger("PRAGMA user_version");
        if (version > Version)
        {
            throw new EmbeddedStoreException(
                $"The ledger '{path}' has schema {version}, and this version of GadgetSales knows schemas up to {Version}: start the newer version that wrote it.");
        }
    }
}

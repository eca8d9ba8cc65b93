using SQLitePCL;

namespace GadgetSales.Embedded.Ledger;

/// <summary>One connection to a SQLite file. Not for two threads at once.</summary>
sealed class SqliteDatabase : IDisposable
{
    const int CacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    SqliteDatabase(sqlite3 handle) => _handle = handle;

    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Rows that the last INSERT wrote.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The key of the row that the last INSERT wrote.</summary>
    public long LastInserted => raw.sqlite3_last_insert_rowid(_handle);

    public static SqliteDatabase OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    public static SqliteDatabase OpenReadWrite(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqliteStatement(this, statement);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public long QueryInteger(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.GetInteger(0) : 0;
    }

    /// <summary>
    /// Copies committed pages from the write-ahead log into the database file. False when another connection holds what the mode needs;
    /// a passive checkpoint copies what it can all the same.
    /// </summary>
    public bool TryCheckpoint(int mode, out int pagesInLog, out int pagesCopied)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(_handle, null, mode, out pagesInLog, out pagesCopied);
        if (result is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }

        Check(result);
        return true;
    }

    /// <summary>Pages written to the log since the last call.</summary>
    public int TakePagesWritten()
    {
        Check(raw.sqlite3_db_status(_handle, CacheWrites, out var pages, out _, resetFlg: 1));
        return pages;
    }

    public void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Failure(_handle, result);
        }
    }

    public void Dispose() => _handle.Dispose();

    static SqliteDatabase Open(string path, int access)
    {
        // A connection is never shared by two threads at a time, so SQLite needs no mutex of its own.
        var result = raw.sqlite3_open_v2(path, out var handle, access | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            using (handle)
            {
                throw Failure(handle, result);
            }
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, 5000);
        return new SqliteDatabase(handle);
    }

    static SqliteFailure Failure(sqlite3 handle, int result)
    {
        var extended = raw.sqlite3_extended_errcode(handle);
        return new SqliteFailure((extended & 0xFF) == (result & 0xFF) ? extended : result, raw.sqlite3_errmsg(handle).utf8_to_string());
    }
}

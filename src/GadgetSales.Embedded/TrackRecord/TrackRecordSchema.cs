using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>The tables of the track record's file, and the way there from the file of an earlier version, which keeps all that it says.</summary>
static class TrackRecordSchema
{
    /// <summary>Of <c>PRAGMA user_version</c>; 0 is a new file or one of 0.1.</summary>
    const int Version = 1;

    /// <summary>What tells scores apart, in the order of both tables.</summary>
    public const string ScoreKey = "measure, grain, step, backdated, month, currency, store, category";

    // scored is 0 while its periods have not passed, 1 when it was compared, 2 when it never can be. issued and due are day numbers; body is the projection as JSON, deflated, and
    // empty once the size bound took it; sold is what became of it, alike. month is year * 12 + month of scoring. An empty currency, store or category is none, or several.
    const string Issued = """
        CREATE TABLE IF NOT EXISTS issued (
            id       INTEGER PRIMARY KEY,
            identity BLOB    NOT NULL UNIQUE,
            issued   INTEGER NOT NULL,
            due      INTEGER NOT NULL,
            scored   INTEGER NOT NULL DEFAULT 0,
            bytes    INTEGER NOT NULL,
            body     BLOB    NOT NULL,
            sold     BLOB
        ) STRICT;
        CREATE INDEX IF NOT EXISTS issued_due ON issued (scored, due);
        """;

    const string Key = """
        measure TEXT NOT NULL, grain TEXT NOT NULL, step INTEGER NOT NULL, backdated INTEGER NOT NULL, month INTEGER NOT NULL,
        currency TEXT NOT NULL, store TEXT NOT NULL, category TEXT NOT NULL
        """;

    const string Sums = $"""
        CREATE TABLE IF NOT EXISTS scores (
            {Key},
            value_count INTEGER NOT NULL, error REAL NOT NULL, absolute REAL NOT NULL, naive REAL NOT NULL, scaled REAL NOT NULL, naive_scaled REAL NOT NULL, sold REAL NOT NULL,
            PRIMARY KEY ({ScoreKey})
        ) STRICT;
        CREATE TABLE IF NOT EXISTS hits (
            {Key},
            level REAL NOT NULL, inside INTEGER NOT NULL, value_count INTEGER NOT NULL,
            PRIMARY KEY ({ScoreKey}, level)
        ) STRICT;
        """;

    /// <summary>All at once or not at all: a crash in between leaves the earlier file as it was.</summary>
    public static void Raise(SqliteDatabase database)
    {
        if (database.QueryInteger("PRAGMA user_version") >= Version)
        {
            return;
        }

        database.Execute("BEGIN IMMEDIATE");
        try
        {
            if (database.QueryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'scores'") > 0)
            {
                RaiseFirst(database);
            }

            database.Execute(Issued + Sums);
            database.Execute($"PRAGMA user_version = {Version}");
            database.Execute("COMMIT");
        }
        catch
        {
            database.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Scores of 0.1 do not say of which currency, store and category they are; amounts of several currencies may be in one sum.</summary>
    static void RaiseFirst(SqliteDatabase database)
    {
        database.Execute("ALTER TABLE issued ADD COLUMN sold BLOB; ALTER TABLE scores RENAME TO scores_0; ALTER TABLE hits RENAME TO hits_0;");
        database.Execute(Sums);
        database.Execute("""
            INSERT INTO scores SELECT measure, grain, step, backdated, month, '', '', '', value_count, error, absolute, naive, scaled, naive_scaled, sold FROM scores_0;
            INSERT INTO hits SELECT measure, grain, step, backdated, month, '', '', '', level, inside, value_count FROM hits_0;
            DROP TABLE scores_0;
            DROP TABLE hits_0;
            """);
    }
}

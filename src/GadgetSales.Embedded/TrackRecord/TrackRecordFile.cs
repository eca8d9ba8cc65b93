using System.Security.Cryptography;
using System.Text;
using GadgetSales.Projections.TrackRecord;
using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.TrackRecord;

/// <summary>
/// The SQLite file of issued projections and summed scores. A projection is scored exactly once: its sums and its mark commit together. One thread at a time.
/// </summary>
sealed class TrackRecordFile : IDisposable
{
    // scored is 0 while its periods have not passed, 1 when it was compared, 2 when it never can be. issued and due are day numbers; body is the projection as JSON, deflated, and empty once the size bound took it. month is year * 12 + month of scoring.
    const string Create = """
        CREATE TABLE IF NOT EXISTS issued (
            id       INTEGER PRIMARY KEY,
            identity BLOB    NOT NULL UNIQUE,
            issued   INTEGER NOT NULL,
            due      INTEGER NOT NULL,
            scored   INTEGER NOT NULL DEFAULT 0,
            bytes    INTEGER NOT NULL,
            body     BLOB    NOT NULL
        ) STRICT;
        CREATE INDEX IF NOT EXISTS issued_due ON issued (scored, due);
        CREATE TABLE IF NOT EXISTS scores (
            measure TEXT NOT NULL, grain TEXT NOT NULL, step INTEGER NOT NULL, backdated INTEGER NOT NULL, month INTEGER NOT NULL,
            value_count INTEGER NOT NULL, error REAL NOT NULL, absolute REAL NOT NULL, naive REAL NOT NULL, scaled REAL NOT NULL, naive_scaled REAL NOT NULL, sold REAL NOT NULL,
            PRIMARY KEY (measure, grain, step, backdated, month)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS hits (
            measure TEXT NOT NULL, grain TEXT NOT NULL, step INTEGER NOT NULL, backdated INTEGER NOT NULL, month INTEGER NOT NULL, level REAL NOT NULL,
            inside INTEGER NOT NULL, value_count INTEGER NOT NULL,
            PRIMARY KEY (measure, grain, step, backdated, month, level)
        ) STRICT;
        """;

    readonly SqliteDatabase _database;

    TrackRecordFile(SqliteDatabase database) => _database = database;

    public static TrackRecordFile Open(string path)
    {
        var database = SqliteDatabase.OpenReadWrite(path);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = NORMAL");
            database.Execute(Create);
            return new TrackRecordFile(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Keeps the projection unless the same one is kept already.</summary>
    public void Add(IssuedProjection projection, DateOnly today, int settleDays)
    {
        var body = StoredProjection.Of(projection).Body;
        using var insert = _database.Prepare("INSERT INTO issued (identity, issued, due, bytes, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (identity) DO NOTHING");
        insert.BindBlob(1, SHA256.HashData(Encoding.UTF8.GetBytes(projection.Identity())))
            .Bind(2, today.DayNumber)
            .Bind(3, projection.Last.DayNumber + 1 + settleDays)
            .Bind(4, body.Length)
            .BindBlob(5, body)
            .Execute();
    }

    /// <summary>The oldest projection that is due on <paramref name="today"/> and was added after <paramref name="after"/>; null when there is none.</summary>
    public (long Id, StoredProjection Stored)? NextDue(DateOnly today, long after)
    {
        using var select = _database.Prepare("SELECT id, body FROM issued WHERE scored = 0 AND due <= ? AND id > ? ORDER BY id LIMIT 1");
        return select.Bind(1, today.DayNumber).Bind(2, after).Step() ? (select.GetInteger(0), new StoredProjection(select.GetBytes(1).ToArray())) : null;
    }

    /// <summary>Puts a projection that can never be compared out of the way of the others.</summary>
    public void GiveUp(long id)
    {
        using var mark = _database.Prepare("UPDATE issued SET scored = 2 WHERE id = ?");
        mark.Bind(1, id).Execute();
    }

    public void AddScores(long id, IReadOnlyList<StepScore> scores, DateOnly today)
    {
        _database.Execute("BEGIN IMMEDIATE");
        try
        {
            using (var mark = _database.Prepare("UPDATE issued SET scored = 1 WHERE id = ?"))
            {
                mark.Bind(1, id).Execute();
            }

            foreach (var score in scores.Where(score => score.Values > 0))
            {
                AddSums(score, MonthOf(today));
                AddHits(score, MonthOf(today));
            }

            _database.Execute("COMMIT");
        }
        catch
        {
            _database.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Drops what is older than the retention, then the oldest projections until they fit.</summary>
    public void Trim(DateOnly today, TrackRecordOptions options)
    {
        var oldest = today.AddDays(-options.RetentionDays);
        _database.Execute($"DELETE FROM issued WHERE issued < {oldest.DayNumber}");
        _database.Execute($"DELETE FROM scores WHERE month < {MonthOf(oldest)}");
        _database.Execute($"DELETE FROM hits WHERE month < {MonthOf(oldest)}");
        _database.Execute($"""
            DELETE FROM issued WHERE id IN (
                SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS kept FROM issued) WHERE kept > {options.MaxMegabytes * 1024L * 1024L})
            """);
    }

    public TrackRecordState Read(long dropped)
    {
        var hits = ReadHits();
        var scores = new List<StepScore>();
        using var select = _database.Prepare("""
            SELECT measure, grain, step, backdated, sum(value_count), sum(error), sum(absolute), sum(naive), sum(scaled), sum(naive_scaled), sum(sold)
            FROM scores GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4, 3
            """);
        while (select.Step())
        {
            var (measure, grain, step, backdated) = (Text(select, 0), Text(select, 1), (int)select.GetInteger(2), select.GetInteger(3) == 1);
            scores.Add(new StepScore(
                measure, grain, step, backdated, select.GetInteger(4), select.GetDouble(5), select.GetDouble(6), select.GetDouble(7), select.GetDouble(8),
                select.GetDouble(9), select.GetDouble(10), hits.GetValueOrDefault((measure, grain, step, backdated)) ?? []));
        }

        return new TrackRecordState(
            scores, Count(0), Count(1), Count(2), dropped);

        long Count(int scored) => _database.QueryInteger($"SELECT count(*) FROM issued WHERE scored = {scored}");
    }

    public void Dispose() => _database.Dispose();

    Dictionary<(string Measure, string Grain, int Step, bool Backdated), Dictionary<double, LevelHits>> ReadHits()
    {
        var hits = new Dictionary<(string, string, int, bool), Dictionary<double, LevelHits>>();
        using var select = _database.Prepare(
            "SELECT measure, grain, step, backdated, level, sum(inside), sum(value_count) FROM hits GROUP BY 1, 2, 3, 4, 5 ORDER BY 5");
        while (select.Step())
        {
            var key = (Text(select, 0), Text(select, 1), (int)select.GetInteger(2), select.GetInteger(3) == 1);
            hits.TryAdd(key, []);
            hits[key][select.GetDouble(4)] = new LevelHits(select.GetInteger(5), select.GetInteger(6));
        }

        return hits;
    }

    void AddSums(StepScore score, int month)
    {
        using var upsert = _database.Prepare("""
            INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET value_count = value_count + excluded.value_count, error = error + excluded.error, absolute = absolute + excluded.absolute,
                naive = naive + excluded.naive, scaled = scaled + excluded.scaled, naive_scaled = naive_scaled + excluded.naive_scaled, sold = sold + excluded.sold
            """);
        BindStep(upsert, score, month).Bind(6, score.Values).Bind(7, score.Error).Bind(8, score.AbsoluteError).Bind(9, score.NaiveAbsoluteError)
            .Bind(10, score.ScaledError).Bind(11, score.NaiveScaledError).Bind(12, score.Sold).Execute();
    }

    void AddHits(StepScore score, int month)
    {
        using var upsert = _database.Prepare(
            "INSERT INTO hits VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET inside = inside + excluded.inside, value_count = value_count + excluded.value_count");
        foreach (var (level, hits) in score.Hits)
        {
            BindStep(upsert, score, month).Bind(6, level).Bind(7, hits.Inside).Bind(8, hits.Count).Execute();
        }
    }

    static SqliteStatement BindStep(SqliteStatement statement, StepScore score, int month) =>
        statement.Bind(1, score.Measure).Bind(2, score.Grain).Bind(3, score.Step).Bind(4, score.Backdated ? 1 : 0).Bind(5, month);

    static int MonthOf(DateOnly date) => (date.Year * 12) + date.Month;

    static string Text(SqliteStatement statement, int column) => Encoding.UTF8.GetString(statement.GetBytes(column));
}

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
    readonly SqliteDatabase _database;
    readonly TrackRecordScores _scores;

    TrackRecordFile(SqliteDatabase database) => (_database, _scores) = (database, new TrackRecordScores(database));

    /// <summary>A file of an earlier version is raised to this one.</summary>
    public static TrackRecordFile Open(string path)
    {
        var database = SqliteDatabase.OpenReadWrite(path);
        try
        {
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = NORMAL");
            TrackRecordSchema.Raise(database);
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

    public void AddScores(long id, IReadOnlyList<StepScore> scores, DateOnly today) => AddScores(id, scores, actuals: null, today);

    /// <param name="actuals">Of the projection, as its points need them; null to keep none.</param>
    public void AddScores(long id, IReadOnlyList<StepScore> scores, IReadOnlyList<IReadOnlyList<double?>>? actuals, DateOnly today)
    {
        _database.Execute("BEGIN IMMEDIATE");
        try
        {
            using (var mark = _database.Prepare("UPDATE issued SET scored = 1, sold = ?, bytes = bytes + ? WHERE id = ?"))
            {
                var sold = actuals is null ? [] : StoredProjection.Deflate(actuals);
                mark.BindBlob(1, sold).Bind(2, sold.Length).Bind(3, id).Execute();
            }

            _scores.Add(scores, MonthOf(today));
            _database.Execute("COMMIT");
        }
        catch
        {
            _database.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>Scored projections with what became of them, from the latest back to before <paramref name="before"/>; null when there are no more.</summary>
    public (long Id, StoredProjection Stored, byte[] Sold)? PreviousScored(long before)
    {
        using var select = _database.Prepare("SELECT id, body, sold FROM issued WHERE scored = 1 AND id < ? AND length(sold) > 0 ORDER BY id DESC LIMIT 1");
        return select.Bind(1, before).Step() ? (select.GetInteger(0), new StoredProjection(select.GetBytes(1).ToArray()), select.GetBytes(2).ToArray()) : null;
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

    public TrackRecordState Read(long dropped, TrackRecordParts parts = TrackRecordParts.None)
    {
        return new TrackRecordState(_scores.Read(parts), Count(0), Count(1), Count(2), dropped);

        long Count(int scored) => _database.QueryInteger($"SELECT count(*) FROM issued WHERE scored = {scored}");
    }

    public void Dispose() => _database.Dispose();

    static int MonthOf(DateOnly date) => (date.Year * 12) + date.Month;
}

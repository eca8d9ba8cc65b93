using System.Text;
using GadgetSales.Core.Ledger;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// Notes in the ledger's file. A note is written on a connection of its own in a synced transaction, between two commits of sales; they are few.
/// </summary>
sealed class SqliteNotes(SqliteLedger ledger) : ILedgerNotes
{
    const string Columns = "id, list, place, json";

    public ValueTask<LedgerNote?> AddAsync(LedgerNote note, CancellationToken cancellationToken) => new(Use(
        LedgerSchema.OpenForWriting,
        database =>
        {
            using var insert = database.Prepare($"INSERT INTO notes (kind, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, id) DO NOTHING");
            Bind(insert, note).Execute();
            return database.Changes > 0 ? null : Find(database, note.Kind, note.Id);
        },
        cancellationToken));

    public ValueTask ReplaceAsync(LedgerNote note, CancellationToken cancellationToken)
    {
        Use(
            LedgerSchema.OpenForWriting,
            database =>
            {
                using var replace = database.Prepare($"INSERT OR REPLACE INTO notes (kind, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5)");
                Bind(replace, note).Execute();
                return true;
            },
            cancellationToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask<LedgerNote?> FindAsync(NoteKind kind, string id, CancellationToken cancellationToken) =>
        new(Use(SqliteDatabase.OpenReadOnly, database => Find(database, kind, id), cancellationToken));

    public ValueTask<IReadOnlyList<LedgerNote>> ListAsync(NoteKind kind, string list, string from, string to, CancellationToken cancellationToken) => new(Use(
        SqliteDatabase.OpenReadOnly,
        IReadOnlyList<LedgerNote> (database) =>
        {
            using var select = database.Prepare($"SELECT {Columns} FROM notes WHERE kind = ?1 AND list = ?2 AND place BETWEEN ?3 AND ?4 ORDER BY place, id");
            select.Bind(1, kind.ToString()).Bind(2, list).Bind(3, from).Bind(4, to);
            List<LedgerNote> notes = [];
            while (select.Step())
            {
                notes.Add(Read(select, kind));
            }

            return notes;
        },
        cancellationToken));

    static LedgerNote? Find(SqliteDatabase database, NoteKind kind, string id)
    {
        using var select = database.Prepare($"SELECT {Columns} FROM notes WHERE kind = ?1 AND id = ?2");
        return select.Bind(1, kind.ToString()).Bind(2, id).Step() ? Read(select, kind) : null;
    }

    static SqliteStatement Bind(SqliteStatement statement, LedgerNote note) =>
        statement.Bind(1, note.Kind.ToString()).Bind(2, note.Id).Bind(3, note.List).Bind(4, note.Order).Bind(5, note.Json);

    static LedgerNote Read(SqliteStatement row, NoteKind kind) => new(kind, Text(row, 0), Text(row, 1), Text(row, 2), Text(row, 3));

    static string Text(SqliteStatement row, int column) => Encoding.UTF8.GetString(row.GetBytes(column));

    T Use<T>(Func<string, SqliteDatabase> open, Func<SqliteDatabase, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = ledger.OpenPath;
        try
        {
            using var database = open(path);
            return work(database);
        }
        catch (SqliteFailure failure)
        {
            throw StorageFailure.ToException(failure, path);
        }
    }
}

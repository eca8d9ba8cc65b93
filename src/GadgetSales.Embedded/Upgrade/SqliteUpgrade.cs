using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Embedded.Upgrade;

/// <summary>Brings a SQLite file to the version of its history, which stands in <c>PRAGMA user_version</c>.</summary>
static class SqliteUpgrade
{
    /// <summary>
    /// Runs the steps that the file lacks, each in a transaction of its own together with the version it leads to: after a crash the next start goes on where
    /// this one ended. Begins a transaction also where nothing is missing, so that a file that cannot be written is found now.
    /// </summary>
    /// <exception cref="SqliteFailure">A step failed; the file is as the step before left it.</exception>
    public static void Run(SqliteDatabase database, FileHistory history, Action<FileStep, int> onDone)
    {
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("ROLLBACK");
        foreach (var (to, step) in history.After(VersionOf(database)))
        {
            Run(database, step, to);
            onDone(step, to);
        }
    }

    public static int VersionOf(SqliteDatabase database) => checked((int)database.QueryInteger("PRAGMA user_version"));

    static void Run(SqliteDatabase database, FileStep step, int to)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            database.Execute(step.Sql ?? throw new InvalidOperationException($"The step '{step.Name}' has no SQL to run."));
            database.Execute($"PRAGMA user_version = {to}");
            database.Execute("COMMIT");
        }
        catch
        {
            Abandon(database);
            throw;
        }
    }

    /// <summary>Some failures, such as a full disk, have rolled back already.</summary>
    static void Abandon(SqliteDatabase database)
    {
        try
        {
            database.Execute("ROLLBACK");
        }
        catch (SqliteFailure)
        {
            // The failure of the step is what is reported.
        }
    }
}

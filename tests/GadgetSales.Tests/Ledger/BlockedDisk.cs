using GadgetSales.Embedded.Ledger;

namespace GadgetSales.Tests.Ledger;

/// <summary>Keeps a ledger's writer waiting, as a slow disk does, until disposed: it holds the file's write lock.</summary>
sealed class BlockedDisk : IDisposable
{
    readonly SqliteDatabase _database;

    public BlockedDisk(string ledgerPath)
    {
        _database = SqliteDatabase.OpenReadWrite(ledgerPath);
        _database.Execute("BEGIN IMMEDIATE");
    }

    public void Dispose() => _database.Dispose();
}

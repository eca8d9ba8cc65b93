namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// Lets one process at a time record in a data directory; reading beside it is free. The system releases the lock when the process ends, however it ends.
/// </summary>
sealed class LedgerLock : IDisposable
{
    readonly FileStream _file;

    LedgerLock(FileStream file) => _file = file;

    /// <exception cref="EmbeddedStoreException">Another process (or another ledger in this one) records here.</exception>
    public static LedgerLock Acquire(string ledgerPath)
    {
        var path = Path.ChangeExtension(ledgerPath, ".lock");
        try
        {
            return new LedgerLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new EmbeddedStoreException(
                $"Another process already records in '{Path.GetDirectoryName(path)}' (it holds '{path}'): stop it, " +
                $"or point {EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)} to another folder.",
                error);
        }
    }

    public void Dispose() => _file.Dispose();
}

using System.Runtime.InteropServices;

namespace GadgetSales.Embedded;

/// <summary>The folder that the embedded store keeps its files in.</summary>
public static partial class DataDirectory
{
    const int ReadOnly = 0;

    /// <summary>Makes the folder when it is absent, durably, and proves that it can be written.</summary>
    /// <exception cref="EmbeddedStoreException">It cannot; the message names the setting.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Create(path);
            var probe = Path.Combine(path, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedStoreException(
                $"The data directory '{path}' cannot be written: {error.Message} " +
                $"Give this user the right to write there, or point {EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)} to another folder.",
                error);
        }
    }

    /// <summary>
    /// Makes the names of files created in or moved into the folder survive a power loss; syncing a file alone does not.
    /// Does nothing on Windows, where the file system does this itself.
    /// </summary>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open '{path}' to sync it: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var failed = FSync(descriptor) != 0;
        var reason = failed ? Marshal.GetLastPInvokeErrorMessage() : null;
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"Cannot sync '{path}': {reason}");
        }
    }

    static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            Create(parent);
        }

        Directory.CreateDirectory(path);
        if (parent is not null)
        {
            Sync(parent);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}

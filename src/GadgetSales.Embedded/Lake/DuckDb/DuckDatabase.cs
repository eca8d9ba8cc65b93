using System.Collections.Concurrent;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>
/// One open database. A file is open at most once in a process: DuckDB would let it be opened again, and closing the second would drop
/// the lock that keeps other processes out.
/// </summary>
public sealed class DuckDatabase : IDisposable
{
    static readonly ConcurrentDictionary<string, bool> OpenFiles = new(StringComparer.Ordinal);

    readonly DatabaseHandle _handle;
    readonly string? _file;
    bool _disposed;

    DuckDatabase(DatabaseHandle handle, string? file) => (_handle, _file) = (handle, file);

    /// <summary>DuckDB's version, such as <c>v1.5.5</c>.</summary>
    public static string LibraryVersion => DuckDbNative.Text(DuckDbNative.LibraryVersion());

    /// <summary>Opens the file, made when it is missing, or a database in memory when <paramref name="path"/> is null.</summary>
    /// <exception cref="DuckDbException">The file is not a database, another process holds it, or a setting is unknown.</exception>
    public static DuckDatabase Open(string? path, params IEnumerable<(string Name, string Value)> settings)
    {
        var opened = path is null ? null : Path.GetFullPath(path);
        if (opened is not null && !OpenFiles.TryAdd(opened, value: true))
        {
            throw new InvalidOperationException($"{opened} is already open in this process: share that database.");
        }

        try
        {
            return new DuckDatabase(OpenHandle(opened, settings), opened);
        }
        catch
        {
            Forget(opened);
            throw;
        }
    }

    /// <summary>Connections are cheap, run one statement at a time each, and run beside one another.</summary>
    public DuckConnection Connect()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return DuckDbNative.Connect(_handle, out var connection) == 0
            ? new DuckConnection(connection)
            : throw new DuckDbException("DuckDB refused a connection.", DuckDbFailure.Fatal);
    }

    /// <summary>Closes the file; every connection must be disposed before.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _handle.Dispose();
            Forget(_file);
        }
    }

    static void Forget(string? file)
    {
        if (file is not null)
        {
            OpenFiles.TryRemove(file, out _);
        }
    }

    static DatabaseHandle OpenHandle(string? path, IEnumerable<(string Name, string Value)> settings)
    {
        if (DuckDbNative.CreateConfig(out var config) != 0)
        {
            throw new DuckDbException("DuckDB could not make a configuration.", DuckDbFailure.Fatal);
        }

        try
        {
            foreach (var (name, value) in settings)
            {
                if (DuckDbNative.SetConfig(config, name, value) != 0)
                {
                    throw new DuckDbException($"DuckDB does not take {value} for its setting {name}.", DuckDbFailure.Statement);
                }
            }

            if (DuckDbNative.Open(path, out var database, config, out var error) == 0)
            {
                return database;
            }

            var message = DuckDbNative.Text(error);
            DuckDbNative.Free(error);
            throw new DuckDbException(message, DuckDbFailure.Storage);
        }
        finally
        {
            DuckDbNative.DestroyConfig(ref config);
        }
    }
}

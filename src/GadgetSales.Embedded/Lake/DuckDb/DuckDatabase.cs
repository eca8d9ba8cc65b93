using System.Collections.Concurrent;
using DuckDB.NET.Data;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>
/// One open database and its settings. A file is open at most once in a process: DuckDB would let it be opened again under another name, and
/// closing the second would drop the lock that keeps other processes out; DuckDB.NET would hand out the first one and its settings.
/// </summary>
public sealed class DuckDatabase : IDisposable
{
    /// <summary>DuckDB.NET tells files apart without regard to case, so this must too.</summary>
    static readonly ConcurrentDictionary<string, bool> OpenFiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>DuckDB.NET closes a database with its last connection: this one keeps it open.</summary>
    readonly DuckDBConnection _holder;
    readonly string? _file;
    bool _disposed;

    DuckDatabase(DuckDBConnection holder, string? file) => (_holder, _file) = (holder, file);

    /// <summary>Opens the file, made when it is missing, or a database in memory when <paramref name="path"/> is null.</summary>
    /// <exception cref="DuckDBException">The file is not a database, another process holds it, or a setting's value is refused.</exception>
    public static DuckDatabase Open(string? path, params IEnumerable<(string Name, string Value)> settings)
    {
        var file = path is null ? null : Path.GetFullPath(path);
        if (file is not null && !OpenFiles.TryAdd(file, value: true))
        {
            throw new InvalidOperationException($"{file} is already open in this process: share that database.");
        }

        var source = new DuckDBConnectionStringBuilder { DataSource = file ?? DuckDBConnectionStringBuilder.InMemoryDataSource };
        var holder = new DuckDBConnection();
        try
        {
            foreach (var (name, value) in settings)
            {
                source[name] = value;
            }

            holder.ConnectionString = source.ConnectionString;
            holder.Open();
            return new DuckDatabase(holder, file);
        }
        catch
        {
            holder.Dispose();
            Forget(file);
            throw;
        }
    }

    /// <summary>Connections are cheap, run one statement at a time each, and run beside one another.</summary>
    public DuckDBConnection Connect()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var connection = _file is null ? _holder.Duplicate() : new DuckDBConnection(_holder.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the file; every connection must be disposed before.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _holder.Dispose();
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
}

using System.Collections.Concurrent;
using DuckDB.NET.Data;
using GadgetSales.Embedded.Lake.DuckDb;
using Microsoft.Extensions.Logging;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// The lake's database, shared by its one writer and its readers. It opens with the first use, and again after <see cref="CloseAsync"/>.
/// Opening throws what <see cref="LakeFile"/> throws, and the next use tries again.
/// </summary>
public sealed class DuckDbLake : IDisposable
{
    readonly LakeOptions _options;
    readonly ILogger<DuckDbLake> _logger;
    readonly ConcurrentBag<DuckDBConnection> _idle = [];
    readonly SemaphoreSlim _opening = new(1);
    readonly SemaphoreSlim _slots;
    readonly SemaphoreSlim _writing = new(1);
    DuckDatabase? _database;
    DuckDBConnection? _writer;

    public DuckDbLake(string path, LakeOptions options, ILogger<DuckDbLake> logger)
    {
        FilePath = path;
        _options = options;
        _logger = logger;
        _slots = new SemaphoreSlim(options.MaxConcurrentQueries);
    }

    /// <summary>The lake's file.</summary>
    public string FilePath { get; }

    /// <summary>Waits for one of <see cref="LakeOptions.MaxConcurrentQueries"/> connections for reading.</summary>
    public async ValueTask<LakeLease> RentAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var open = await OpenAsync(cancellationToken);
            return new LakeLease(this, _idle.TryTake(out var pooled) ? pooled : ConnectReader(open));
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> with the one connection that writes, alone. Not stopped once it runs. A failure that ends the database
    /// closes it, so that the next use opens it again.
    /// </summary>
    internal async ValueTask<T> WriteAsync<T>(Func<DuckDBConnection, T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAloneAsync(work, cancellationToken);
        }
        catch (DuckDBException error) when (error.Failure == DuckDbFailure.Fatal)
        {
            await CloseAsync(then: null, cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Closes the database when nobody uses it any more, does <paramref name="then"/> with the file free, and lets the next use open it again.
    /// The way out of a database that failed for good, and the way to replace the file.
    /// </summary>
    public async ValueTask CloseAsync(Action? then, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        var taken = 0;
        try
        {
            for (; taken < _options.MaxConcurrentQueries; taken++)
            {
                await _slots.WaitAsync(cancellationToken);
            }

            CloseNow();
            then?.Invoke();
        }
        finally
        {
            if (taken > 0)
            {
                _slots.Release(taken);
            }

            _writing.Release();
        }
    }

    public void Dispose()
    {
        CloseNow();
        _opening.Dispose();
        _slots.Dispose();
        _writing.Dispose();
    }

    internal void Return(DuckDBConnection connection, bool reusable)
    {
        if (reusable)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }

        _slots.Release();
    }

    static DuckDBConnection ConnectReader(DuckDatabase open)
    {
        var connection = open.Connect();
        connection.CountScannedRows();
        return connection;
    }

    async ValueTask<DuckDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        if (_database is { } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _database ??= await Task.Run(() => LakeFile.Open(FilePath, _options, _logger), CancellationToken.None);
        }
        finally
        {
            _opening.Release();
        }
    }

    async ValueTask<T> WriteAloneAsync<T>(Func<DuckDBConnection, T> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var open = await OpenAsync(cancellationToken);
            _writer ??= open.Connect();
            return await Task.Run(() => work(_writer), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    void CloseNow()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _writer?.Dispose();
        _writer = null;
        _database?.Dispose();
        _database = null;
    }
}

/// <summary>A connection for one reader; disposing gives it back.</summary>
public sealed class LakeLease : IDisposable
{
    readonly DuckDbLake _lake;
    bool _returned;

    internal LakeLease(DuckDbLake lake, DuckDBConnection connection) => (_lake, Connection) = (lake, connection);

    public DuckDBConnection Connection { get; }

    /// <summary>False closes the connection instead of lending it again: something may be left over in it.</summary>
    public bool Reusable { get; set; } = true;

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            _lake.Return(Connection, Reusable);
        }
    }
}

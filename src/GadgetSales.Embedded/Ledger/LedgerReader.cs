using System.Collections.Concurrent;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Feed;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// Reads a ledger, beside the service that records in it or without one; any number of readers do. Every call sees all that was recorded before it began.
/// Reads run on the caller's thread: each row is one step in an index.
/// </summary>
public sealed class LedgerReader : IFeedSource, IDisposable
{
    readonly string _path;
    readonly ConcurrentBag<ReadConnection> _idle = [];
    readonly int _mostIdle = Environment.ProcessorCount * 2;
    volatile bool _disposed;

    LedgerReader(string path) => _path = path;

    /// <summary>Opens the ledger of <see cref="EmbeddedOptions.LedgerPath"/>.</summary>
    /// <exception cref="EmbeddedStoreException">There is none, it is another file, or a newer version wrote it.</exception>
    public static LedgerReader Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
        {
            throw new EmbeddedStoreException(
                $"There is no ledger '{path}': start the service once, or point {EmbeddedOptions.Section}:{nameof(EmbeddedOptions.DataDirectory)} to its folder.");
        }

        try
        {
            using var database = SqliteDatabase.OpenReadOnly(path);
            LedgerSchema.Verify(database, path);
            return new LedgerReader(path);
        }
        catch (SqliteFailure failure)
        {
            throw new EmbeddedStoreException(StorageFailure.ToException(failure, path).Message, failure);
        }
    }

    /// <summary>The recorded sale, or null.</summary>
    public RecordedSale? Find(string saleId) => Read(connection => connection.Find(saleId));

    /// <inheritdoc cref="ISaleLinks.FindAsync"/>
    public SaleLinks FindLinks(string saleId) => Read(connection => connection.FindLinks(saleId));

    /// <inheritdoc cref="ISalesLedger.ListAsync"/>
    public SalePage List(string storeId, DateOnly businessDate, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var after = cursor is null ? SaleCursor.Start : SaleCursor.Parse(cursor, SaleCursor.DayList(storeId, businessDate));
        return Read(connection => connection.List(storeId, businessDate, after, limit, cancellationToken));
    }

    /// <inheritdoc cref="ISalesLedger.FindExternalAsync"/>
    public SalePage FindExternal(string externalId, IReadOnlySet<string>? stores, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var after = cursor is null ? SaleCursor.Start : SaleCursor.Parse(cursor, SaleCursor.ExternalList(externalId));
        return Read(connection => connection.FindExternal(externalId, stores, after, limit, cancellationToken));
    }

    /// <inheritdoc cref="IFeedSource.ReadAfterAsync"/>
    public IReadOnlyList<LedgerEntry> ReadAfter(FeedPosition position, int max, CancellationToken cancellationToken) =>
        Read(connection => connection.ReadAfter(position, max, cancellationToken));

    /// <summary>The position of the last entry; <see cref="FeedPosition.Start"/> for an empty ledger.</summary>
    public FeedPosition ReadHead() => Read(connection => connection.ReadHead());

    ValueTask<IReadOnlyList<LedgerEntry>> IFeedSource.ReadAfterAsync(FeedPosition position, int max, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ReadAfter(position, max, cancellationToken));

    // Reads a file and writes none.
    string? IFeedSource.WriteFailure => null;

    ValueTask<FeedPosition> IFeedSource.ReadHeadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ReadHead());

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    T Read<T>(Func<ReadConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ReadConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var idle) ? idle : ReadConnection.Open(_path);
            var result = read(connection);
            Return(connection);
            connection = null;
            return result;
        }
        catch (SqliteFailure failure)
        {
            throw StorageFailure.ToException(failure, _path);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    void Return(ReadConnection connection)
    {
        if (_disposed || _idle.Count >= _mostIdle)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_disposed && _idle.TryTake(out var late))
        {
            late.Dispose();
        }
    }
}

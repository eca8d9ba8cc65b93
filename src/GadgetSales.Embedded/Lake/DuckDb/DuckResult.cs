using GadgetSales.Core.Lake;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>The rows of a statement, read chunk by chunk. Belongs to its connection until it is disposed.</summary>
public sealed class DuckResult : IDisposable
{
    NativeResult _result;
    DuckColumnReader[]? _readers;
    bool _disposed;

    internal DuckResult(NativeResult result) => _result = result;

    /// <summary>Names and types, in order.</summary>
    /// <exception cref="DuckDbException">A column has a type the lake does not return; the message names the cast that helps.</exception>
    public IReadOnlyList<LakeColumn> Columns => [.. Readers.Select(reader => reader.Column)];

    DuckColumnReader[] Readers => _readers ??= CreateReaders();

    /// <summary>Every row, once; each is an array of its own.</summary>
    /// <exception cref="DuckDbException">The statement failed on the way, or a value does not fit its type (sums beyond 64 bits).</exception>
    public IEnumerable<object?[]> ReadRows()
    {
        while (ReadChunk() is { } rows)
        {
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            DuckDbNative.DestroyResult(ref _result);
        }
    }

    internal static DuckResult Checked(NativeResult native, int state)
    {
        var owned = new DuckResult(native);
        try
        {
            owned.ThrowIfFailed(state);
            return owned;
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    internal void ThrowIfFailed(int state)
    {
        var type = DuckDbNative.ResultErrorType(ref _result);
        if (state != 0 || type != 0)
        {
            throw DuckDbException.Of(type, DuckDbNative.Text(DuckDbNative.ResultError(ref _result)));
        }
    }

    object?[][]? ReadChunk()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var chunk = DuckDbNative.FetchChunk(_result);
        if (chunk.IsInvalid)
        {
            // The end and a failure on the way look the same to the fetch.
            ThrowIfFailed(0);
            return null;
        }

        var columns = Readers;
        var rows = new object?[(int)DuckDbNative.ChunkSize(chunk)][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new object?[columns.Length];
        }

        for (var column = 0; column < columns.Length; column++)
        {
            columns[column].Read(DuckDbNative.ChunkVector(chunk, (ulong)column), rows, column);
        }

        return rows;
    }

    DuckColumnReader[] CreateReaders()
    {
        var created = new DuckColumnReader[(int)DuckDbNative.ColumnCount(ref _result)];
        for (var i = 0; i < created.Length; i++)
        {
            created[i] = DuckColumnReader.Of(ref _result, (ulong)i);
        }

        return created;
    }
}

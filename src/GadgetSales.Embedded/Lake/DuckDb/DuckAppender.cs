using System.Buffers;
using System.Text;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>
/// Appends rows to a table within the connection's transaction, writing straight into DuckDB's column vectors. Set every column of a row,
/// then <see cref="EndRow"/>. Rows are in the table after <see cref="Complete"/>; disposed without it, what was not handed over yet is dropped:
/// roll the transaction back.
/// </summary>
public sealed unsafe class DuckAppender : IDisposable
{
    readonly AppenderHandle _appender;
    readonly ChunkHandle _chunk;
    readonly nint[] _vectors;
    readonly nint[] _data;
    readonly int _capacity = (int)DuckDbNative.VectorSize();
    byte[] _text = ArrayPool<byte>.Shared.Rent(1024);
    int _row;

    internal DuckAppender(DuckConnection connection, string? catalog, string table, ReadOnlySpan<DuckDbType> columns)
    {
        var state = DuckDbNative.CreateAppender(connection.Handle, catalog, schema: null, table, out _appender);
        Check(state);
        _vectors = new nint[columns.Length];
        _data = new nint[columns.Length];
        _chunk = CreateChunk(columns);
        FetchVectors();
    }

    public void SetBigint(int column, long value) => ((long*)_data[column])[_row] = value;

    public void SetBigint(int column, long? value)
    {
        if (value is { } present)
        {
            SetBigint(column, present);
        }
        else
        {
            SetNull(column);
        }
    }

    public void SetBoolean(int column, bool value) => ((byte*)_data[column])[_row] = value ? (byte)1 : (byte)0;

    public void SetDate(int column, DateOnly value) => ((int*)_data[column])[_row] = DuckDbTime.DaysOf(value);

    /// <summary>The clock reading of <paramref name="value"/>, whatever its kind, cut to microseconds.</summary>
    public void SetTimestamp(int column, DateTime value) => ((long*)_data[column])[_row] = DuckDbTime.MicrosecondsOf(value);

    public void SetText(int column, string? value)
    {
        if (value is null)
        {
            SetNull(column);
            return;
        }

        var needed = value.Length * 3;
        if (needed > _text.Length)
        {
            ArrayPool<byte>.Shared.Return(_text);
            _text = ArrayPool<byte>.Shared.Rent(needed);
        }

        var length = Encoding.UTF8.GetBytes(value, _text);
        fixed (byte* utf8 = _text)
        {
            DuckDbNative.AssignString(_vectors[column], (ulong)_row, utf8, (ulong)length);
        }
    }

    public void EndRow()
    {
        if (++_row == _capacity)
        {
            HandOver();
        }
    }

    /// <summary>Puts what was appended into the table, as part of the connection's transaction.</summary>
    public void Complete()
    {
        HandOver();
        Check(DuckDbNative.CloseAppender(_appender));
    }

    public void Dispose()
    {
        // Destroying an appender flushes it: rows of a failed batch must not come along.
        if (!_appender.IsClosed)
        {
            DuckDbNative.ClearAppender(_appender);
        }

        _chunk.Dispose();
        _appender.Dispose();
        ArrayPool<byte>.Shared.Return(_text);
        _text = [];
    }

    void SetNull(int column)
    {
        DuckDbNative.EnsureValidityWritable(_vectors[column]);
        DuckDbNative.VectorValidity(_vectors[column])[_row >> 6] &= ~(1UL << (_row & 63));
    }

    void HandOver()
    {
        if (_row == 0)
        {
            return;
        }

        DuckDbNative.SetChunkSize(_chunk, (ulong)_row);
        Check(DuckDbNative.AppendChunk(_appender, _chunk));
        DuckDbNative.ResetChunk(_chunk);
        FetchVectors();
        _row = 0;
    }

    /// <summary>A reset may move the vectors.</summary>
    void FetchVectors()
    {
        for (var column = 0; column < _vectors.Length; column++)
        {
            _vectors[column] = DuckDbNative.ChunkVector(_chunk, (ulong)column);
            _data[column] = (nint)DuckDbNative.VectorData(_vectors[column]);
        }
    }

    void Check(int state)
    {
        if (state == 0)
        {
            return;
        }

        var error = DuckDbNative.AppenderError(_appender);
        try
        {
            throw DuckDbException.Of(DuckDbNative.ErrorType(error), DuckDbNative.Text(DuckDbNative.ErrorMessage(error)));
        }
        finally
        {
            DuckDbNative.DestroyError(ref error);
        }
    }

    static ChunkHandle CreateChunk(ReadOnlySpan<DuckDbType> columns)
    {
        var types = new nint[columns.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = DuckDbNative.CreateLogicalType(columns[i]);
        }

        try
        {
            fixed (nint* pointer = types)
            {
                return DuckDbNative.CreateChunk(pointer, (ulong)types.Length);
            }
        }
        finally
        {
            for (var i = 0; i < types.Length; i++)
            {
                DuckDbNative.DestroyLogicalType(ref types[i]);
            }
        }
    }
}

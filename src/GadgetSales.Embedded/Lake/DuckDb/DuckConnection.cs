using System.Globalization;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>A connection: one statement at a time. Only <see cref="Interrupt"/> may be called from another thread.</summary>
public sealed class DuckConnection : IDisposable
{
    internal DuckConnection(ConnectionHandle handle) => Handle = handle;

    internal ConnectionHandle Handle { get; }

    /// <summary>Runs statements that return nothing of interest.</summary>
    /// <exception cref="DuckDbException">The first that fails; the earlier ones have run.</exception>
    public void Execute(string sql)
    {
        var state = DuckDbNative.Query(Handle, sql, out var result);
        using var owned = new DuckResult(result);
        owned.ThrowIfFailed(state);
    }

    /// <summary>Prepares one statement with <c>?</c> for each parameter.</summary>
    public DuckStatement Prepare(string sql) => DuckStatement.Prepare(this, sql);

    /// <summary>Runs one statement and reads all of its rows.</summary>
    public IReadOnlyList<object?[]> Query(string sql, params IReadOnlyList<object> parameters)
    {
        using var statement = Prepare(sql);
        statement.Bind(parameters);
        using var result = statement.Execute();
        return [.. result.ReadRows()];
    }

    /// <summary>The first column of the first row as a number; null for no row or NULL.</summary>
    public long? QueryNumber(string sql, params IReadOnlyList<object> parameters) =>
        Query(sql, parameters) is [[{ } value, ..], ..] ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Stops the statement that runs now; one that starts later is not affected.</summary>
    public void Interrupt() => DuckDbNative.Interrupt(Handle);

    /// <summary>Has DuckDB count the rows that statements scan.</summary>
    public void CountScannedRows()
    {
        Execute("SET enable_profiling = 'no_output'");
        Execute("""SET custom_profiling_settings = '{"CUMULATIVE_ROWS_SCANNED": "true"}'""");
    }

    /// <summary>Rows that the last statement scanned, after <see cref="CountScannedRows"/>; null when DuckDB does not say.</summary>
    public long? ReadScannedRows()
    {
        var info = DuckDbNative.ProfilingInfo(Handle);
        var value = info == 0 ? 0 : DuckDbNative.ProfilingValue(info, "CUMULATIVE_ROWS_SCANNED");
        if (value == 0)
        {
            return null;
        }

        var text = DuckDbNative.ValueText(value);
        try
        {
            return long.TryParse(DuckDbNative.Text(text), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : null;
        }
        finally
        {
            DuckDbNative.Free(text);
            DuckDbNative.DestroyValue(ref value);
        }
    }

    public void Dispose() => Handle.Dispose();
}

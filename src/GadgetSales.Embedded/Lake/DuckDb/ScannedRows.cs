using System.Globalization;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>The rows that statements of a connection scan: the part of DuckDB's profile that DuckDB.NET does not bind.</summary>
static partial class ScannedRows
{
    const string Name = "CUMULATIVE_ROWS_SCANNED";

    /// <summary>Has DuckDB count from now on.</summary>
    internal static void CountScannedRows(this DuckDBConnection connection) => connection.Execute(
        $$"""SET enable_profiling = 'no_output'; SET custom_profiling_settings = '{"{{Name}}": "true"}'""");

    /// <summary>Of the last statement, after <see cref="CountScannedRows"/>; null when DuckDB does not say.</summary>
    internal static long? ReadScannedRows(this DuckDBConnection connection)
    {
        var info = ProfilingInfo(connection.NativeConnection);
        if (info == 0)
        {
            return null;
        }

        using var value = ProfilingValue(info, Name);
        return !value.IsInvalid && long.TryParse(NativeMethods.Value.DuckDBGetVarchar(value), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : null;
    }

    [LibraryImport("duckdb", EntryPoint = "duckdb_get_profiling_info")]
    private static partial nint ProfilingInfo(DuckDBNativeConnection connection);

    [LibraryImport("duckdb", EntryPoint = "duckdb_profiling_info_get_value", StringMarshalling = StringMarshalling.Utf8)]
    private static partial DuckDBValue ProfilingValue(nint info, string name);
}

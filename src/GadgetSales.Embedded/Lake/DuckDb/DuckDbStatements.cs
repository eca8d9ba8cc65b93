using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>Statements in one call each. Parameters are string, long, <see cref="DateOnly"/> or <see cref="DateTime"/> (its clock reading, no zone).</summary>
public static class DuckDbStatements
{
    /// <summary>A command with <c>?</c> for each parameter: values are bound, never pasted into its text.</summary>
    public static DuckDBCommand Command(this DuckDBConnection connection, string sql, params IReadOnlyList<object> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            // DuckDB.NET cuts a text at NUL. No text of the lake holds a control character, so another one finds nothing as well.
            command.Parameters.Add(new DuckDBParameter(parameter is string text ? text.Replace('\0', '\u0001') : parameter));
        }

        return command;
    }

    /// <summary>Runs statements that return nothing of interest. When one fails, the earlier ones have run.</summary>
    public static void Execute(this DuckDBConnection connection, string sql, params IReadOnlyList<object> parameters)
    {
        using var command = connection.Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs one statement and reads all of its rows.</summary>
    public static IReadOnlyList<object?[]> Query(this DuckDBConnection connection, string sql, params IReadOnlyList<object> parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        return [.. new LakeRows(reader).Read()];
    }

    /// <summary>The first column of the first row as a number; null for no row or NULL.</summary>
    public static long? QueryNumber(this DuckDBConnection connection, string sql, params IReadOnlyList<object> parameters) =>
        connection.Query(sql, parameters) is [[{ } value, ..], ..] ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>How many statements a text holds; DuckDB.NET runs them all. 0 for a text that is none.</summary>
    public static int CountStatements(this DuckDBConnection connection, string sql)
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection.NativeConnection, sql, out var statements);
        statements.Dispose();
        return count;
    }
}

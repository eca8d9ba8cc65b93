namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>What kind of failure DuckDB reported; only the kinds that change what the lake does.</summary>
public enum DuckDbFailure
{
    /// <summary>The statement is at fault: syntax, names, types, values.</summary>
    Statement,

    /// <summary>Reading or writing the file failed, or another process holds it.</summary>
    Storage,

    /// <summary>Another connection stopped the statement.</summary>
    Interrupted,

    OutOfMemory,

    /// <summary>The database refuses everything from now on: it must be closed and opened again.</summary>
    Fatal,
}

/// <summary>DuckDB refused or failed; the message is DuckDB's own.</summary>
public sealed class DuckDbException : Exception
{
    public DuckDbException(string message, DuckDbFailure failure)
        : base(message) => Failure = failure;

    public DuckDbFailure Failure { get; }

    /// <summary>Numbers of <c>duckdb_error_type</c>.</summary>
    internal static DuckDbFailure FailureOf(int errorType) => errorType switch
    {
        28 => DuckDbFailure.Storage,
        29 => DuckDbFailure.Interrupted,
        30 or 31 => DuckDbFailure.Fatal,
        33 => DuckDbFailure.OutOfMemory,
        _ => DuckDbFailure.Statement,
    };
}

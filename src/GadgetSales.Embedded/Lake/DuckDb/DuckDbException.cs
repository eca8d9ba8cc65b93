namespace GadgetSales.Embedded.Lake.DuckDb;

/// <summary>What kind of failure DuckDB reported; only the kinds that change what the lake does.</summary>
public enum DuckDbFailure
{
    /// <summary>The statement is at fault: syntax, names, types, values.</summary>
    Statement,

    /// <summary>A value does not fit: a constraint, a conversion, a range.</summary>
    Value,

    /// <summary>Reading or writing the file failed, or another process holds it.</summary>
    Storage,

    /// <summary>Another connection stopped the statement.</summary>
    Interrupted,

    OutOfMemory,

    /// <summary>The database refuses everything from now on: it must be closed and opened again.</summary>
    Fatal,
}

/// <summary>DuckDB refused or failed; the message is DuckDB's own.</summary>
public sealed class DuckDbException(string message, DuckDbFailure failure) : Exception(message)
{
    /// <summary>Numbers of <c>duckdb_error_type</c>, and how messages begin that come without a number.</summary>
    static readonly (int Type, string Prefix, DuckDbFailure Failure)[] Kinds =
    [
        (1, "Out of Range Error", DuckDbFailure.Value),
        (2, "Conversion Error", DuckDbFailure.Value),
        (18, "Constraint Error", DuckDbFailure.Value),
        (28, "IO Error", DuckDbFailure.Storage),
        (29, "INTERRUPT Error", DuckDbFailure.Interrupted),
        (30, "FATAL Error", DuckDbFailure.Fatal),
        (31, "INTERNAL Error", DuckDbFailure.Fatal),
        (33, "Out of Memory Error", DuckDbFailure.OutOfMemory),
    ];

    public DuckDbFailure Failure { get; } = failure;

    internal static DuckDbException Of(int type, string message) => new(message, FailureOf(Array.Find(Kinds, kind => kind.Type == type)));

    internal static DuckDbException Of(string message) =>
        new(message, FailureOf(Array.Find(Kinds, kind => message.StartsWith(kind.Prefix, StringComparison.Ordinal))));

    static DuckDbFailure FailureOf((int Type, string Prefix, DuckDbFailure Failure) kind) =>
        kind.Prefix is null ? DuckDbFailure.Statement : kind.Failure;
}

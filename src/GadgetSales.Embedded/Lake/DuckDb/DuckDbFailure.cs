using DuckDB.NET.Data;
using DuckDB.NET.Native;

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

    OutOfMemory,

    /// <summary>The database refuses everything from now on: it must be closed and opened again.</summary>
    Fatal,
}

public static class DuckDbFailures
{
    const string Opening = "DuckDBOpen failed: ";

    static readonly (DuckDBErrorType Type, string Prefix, DuckDbFailure Failure)[] Kinds =
    [
        (DuckDBErrorType.OutOfRange, "Out of Range Error", DuckDbFailure.Value),
        (DuckDBErrorType.Conversion, "Conversion Error", DuckDbFailure.Value),
        (DuckDBErrorType.Constraint, "Constraint Error", DuckDbFailure.Value),
        (DuckDBErrorType.Io, "IO Error", DuckDbFailure.Storage),
        (DuckDBErrorType.Fatal, "FATAL Error", DuckDbFailure.Fatal),
        (DuckDBErrorType.Internal, "INTERNAL Error", DuckDbFailure.Fatal),
        (DuckDBErrorType.OutOfMemory, "Out of Memory Error", DuckDbFailure.OutOfMemory),
    ];

    extension(DuckDBException error)
    {
        /// <summary>By DuckDB's type of the error, or by how its message begins: what comes from opening and preparing has no type.</summary>
        public DuckDbFailure Failure =>
            error.Message.StartsWith(Opening, StringComparison.Ordinal) ? DuckDbFailure.Storage
            : Array.Find(Kinds, kind => kind.Type == error.ErrorType || error.Message.StartsWith(kind.Prefix, StringComparison.Ordinal)).Failure;
    }
}

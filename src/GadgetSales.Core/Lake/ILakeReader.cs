namespace GadgetSales.Core.Lake;

/// <summary>Runs read-only SQL over the view <c>sale_lines</c>. The same text gives the same rows on every engine.</summary>
public interface ILakeReader
{
    /// <summary>Runs to completion or until <paramref name="cancellationToken"/> stops the engine's work too, not only the waiting.</summary>
    /// <exception cref="LakeQueryException">The engine refused or failed; <see cref="LakeQueryException.Code"/> says how.</exception>
    ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when the engine would take a query now; cheap enough for a health check. By default a query over no day at all,
    /// which an engine that bills its queries replaces.
    /// </summary>
    /// <exception cref="LakeQueryException">It would not.</exception>
    async ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        await QueryAsync(new LakeQuery($"SELECT count(*) AS lines FROM {LakeSchema.View} WHERE {LakeSchema.Partition} = DATE '1970-01-01'", []), cancellationToken);
}

/// <summary>A query in the SQL that DuckDB and Trino share.</summary>
/// <param name="Sql">One SELECT with <c>?</c> for each parameter.</param>
/// <param name="Parameters">string, long or <see cref="DateOnly"/>, in order; the SQL casts a date: <c>CAST(? AS DATE)</c>.</param>
public sealed record LakeQuery(string Sql, IReadOnlyList<object> Parameters)
{
    /// <summary>Rows to return at most; <see cref="LakeResult.Truncated"/> says when there were more.</summary>
    public int MaxRows { get; init; } = int.MaxValue;
}

/// <summary>Type of a result column; values are boxed long, double, string, <see cref="DateOnly"/>, <see cref="DateTime"/> (no zone) or bool, null when absent.</summary>
public enum LakeType
{
    Bigint,
    Double,
    Varchar,
    Date,
    Timestamp,
    Boolean,
}

public sealed record LakeColumn(string Name, LakeType Type);

public sealed record LakeResult(IReadOnlyList<LakeColumn> Columns, IReadOnlyList<object?[]> Rows, bool Truncated, LakeStatistics Statistics);

/// <summary>What a query cost. Null where the engine does not say.</summary>
/// <param name="Engine">duckdb or athena.</param>
/// <param name="ElapsedMs">Milliseconds from hand-over to the last row.</param>
/// <param name="RowsRead">Rows scanned in the lake.</param>
/// <param name="BytesRead">Bytes scanned, as billed.</param>
/// <param name="QueryId">Names the execution in the engine's own records.</param>
/// <param name="Cached">The engine answered from an earlier execution's result.</param>
public sealed record LakeStatistics(string Engine, double ElapsedMs, long? RowsRead, long? BytesRead, string QueryId, bool Cached);

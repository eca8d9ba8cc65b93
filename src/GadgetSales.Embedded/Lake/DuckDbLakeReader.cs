using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// Answers queries beside the writer, each on a consistent snapshot. At most <see cref="LakeOptions.MaxConcurrentQueries"/> run at once;
/// cancelling interrupts the engine.
/// </summary>
public sealed class DuckDbLakeReader(DuckDbLake lake, LakeMetrics metrics, TimeProvider time) : ILakeReader
{
    public async ValueTask<LakeResult> QueryAsync(LakeQuery query, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            using var lease = await lake.RentAsync(cancellationToken);
            var result = await Task.Run(() => Run(lease, query, started, cancellationToken), CancellationToken.None);
            metrics.Answered(result.Statistics.ElapsedMs);
            return result;
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled and the engine stopped.", error, cancellationToken);
        }
        catch (DuckDBException error)
        {
            metrics.Failed("query");
            if (error.Failure == DuckDbFailure.Fatal)
            {
                await lake.CloseAsync(then: null, cancellationToken);
            }

            throw Explain(error);
        }
        catch (LakeVersionException error)
        {
            metrics.Failed("query");
            throw new LakeQueryException("lake_unavailable", error.Message, retryable: false, error);
        }
        catch (LakeQueryException)
        {
            metrics.Failed("query");
            throw;
        }
    }

    static LakeQueryException Explain(DuckDBException error) => error.Failure switch
    {
        DuckDbFailure.Value when error.Message.Contains("out of range", StringComparison.OrdinalIgnoreCase) =>
            new("value_out_of_range", error.Message, retryable: false, error),
        DuckDbFailure.Statement or DuckDbFailure.Value => new("query_failed", error.Message, retryable: false, error),
        DuckDbFailure.OutOfMemory => new("query_out_of_memory", error.Message, retryable: true, error),
        _ => new("lake_unavailable", error.Message, retryable: true, error),
    };

    LakeResult Run(LakeLease lease, LakeQuery query, long started, CancellationToken cancellationToken)
    {
        using var interrupt = new QueryInterrupt(lease.Connection, time, cancellationToken);
        try
        {
            if (lease.Connection.CountStatements(query.Sql) > 1)
            {
                throw new LakeQueryException("query_failed", "A query is one statement.", retryable: false);
            }

            var (columns, rows, truncated) = Read(lease.Connection, query);
            cancellationToken.ThrowIfCancellationRequested();
            var statistics = new LakeStatistics(
                "duckdb",
                time.GetElapsedTime(started).TotalMilliseconds,
                truncated ? null : lease.Connection.ReadScannedRows(),
                BytesRead: null,
                Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
                Cached: false);
            return new LakeResult(columns, rows, truncated, statistics);
        }
        catch
        {
            lease.Reusable = false;
            throw;
        }
    }

    static (IReadOnlyList<LakeColumn> Columns, List<object?[]> Rows, bool Truncated) Read(DuckDBConnection connection, LakeQuery query)
    {
        using var command = connection.Command(query.Sql, query.Parameters);
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var result = new LakeRows(reader);
        var rows = new List<object?[]>();
        foreach (var row in result.Read())
        {
            if (rows.Count == query.MaxRows)
            {
                return (result.Columns, rows, true);
            }

            rows.Add(row);
        }

        return (result.Columns, rows, false);
    }
}

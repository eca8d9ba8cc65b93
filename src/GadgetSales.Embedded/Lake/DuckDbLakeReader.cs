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
        catch (DuckDbException error) when (error.Failure == DuckDbFailure.Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled and the engine stopped.", error, cancellationToken);
        }
        catch (DuckDbException error)
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
    }

    static LakeQueryException Explain(DuckDbException error) => error.Failure switch
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
            using var statement = lease.Connection.Prepare(query.Sql);
            statement.Bind(query.Parameters);
            var (columns, rows, truncated) = Read(statement, query.MaxRows);
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

    static (IReadOnlyList<LakeColumn> Columns, List<object?[]> Rows, bool Truncated) Read(DuckStatement statement, int maxRows)
    {
        using var result = statement.ExecuteStreaming();
        var rows = new List<object?[]>();
        foreach (var row in result.ReadRows())
        {
            if (rows.Count == maxRows)
            {
                return (result.Columns, rows, true);
            }

            rows.Add(row);
        }

        return (result.Columns, rows, false);
    }
}

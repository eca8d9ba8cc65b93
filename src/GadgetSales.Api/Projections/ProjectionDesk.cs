using System.Globalization;
using GadgetSales.Api.Endpoints;
using GadgetSales.Api.Problems;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Answers questions about sales to come: one query of the lake, then all series in parallel.</summary>
public sealed class ProjectionDesk(ILakeReader lake, IPipelineStatus pipeline, ProjectionMetrics metrics)
{
    // Shared by all requests: many analysts at once must not take the processor from the tills.
    readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;

    /// <summary>Several currencies are 400 <c>currency_ambiguous</c>, too many groups 400 <c>too_many_series</c>: then there is a problem and no run.</summary>
    public async Task<(ProjectionRun? Run, Problem? Problem)> ProjectAsync(ProjectionQuery query, CancellationToken cancellationToken)
    {
        // Read before the query: what the status calls delivered is then certainly in the answer.
        var status = await pipeline.ReadAsync(cancellationToken);
        var question = query.Sales;
        var table = InsightTable.Read(question, await lake.QueryAsync(InsightSql.Build(question), cancellationToken));
        if (table.IsCurrencyAmbiguous)
        {
            return (null, await InsightEndpoints.AmbiguousAsync(question, lake, cancellationToken));
        }

        var series = SeriesTable.Build(table.Rows, query.Axis, query.GroupBy.Count, query.Measure.IsAdditive);
        if (table.Truncated || series.Count > ProjectionQuery.MaxSeries)
        {
            return (null, TooMuch(table.Truncated ? await CountAsync(query, cancellationToken) : series.Count));
        }

        var projection = await WorkAsync(query, series, cancellationToken);
        return (new ProjectionRun(query, projection, table.Currency, status.DataThrough, table.Statistics), null);
    }

    /// <summary>A client that leaves ends the work between two methods of a series; its end is counted when every thread has stopped.</summary>
    async Task<SalesProjection> WorkAsync(ProjectionQuery query, IReadOnlyList<SalesSeries> series, CancellationToken cancellationToken)
    {
        metrics.Started();
        try
        {
            var projection = await SalesProjector.ProjectAsync(query, series, Parallel(cancellationToken));
            metrics.Projected(series.Count);
            return projection;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            metrics.Cancelled();
            throw;
        }
        finally
        {
            metrics.Ended();
        }
    }

    ParallelOptions Parallel(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        TaskScheduler = _scheduler,
        CancellationToken = cancellationToken,
    };

    async Task<int> CountAsync(ProjectionQuery query, CancellationToken cancellationToken) =>
        InsightTable.Read(query.Groups, await lake.QueryAsync(InsightSql.Build(query.Groups), cancellationToken)).Rows.Count;

    static Problem TooMuch(int count) => count > ProjectionQuery.MaxSeries
        ? new Problem(ProblemKind.TooManySeries, string.Create(CultureInfo.InvariantCulture,
            $"There are {count:N0} series, and one answer projects at most {ProjectionQuery.MaxSeries:N0}: group by less, or ask for some at a time with a filter such as store or category."))
        : Problem.Invalid("from", string.Create(CultureInfo.InvariantCulture,
            $"The history has more than {ProjectionQuery.MaxPoints:N0} values: start later, choose a longer grain, or filter."));
}

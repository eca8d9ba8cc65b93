using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Answers questions about sales to come: the history by one query of the lake, then all series in parallel.</summary>
public sealed class ProjectionRunner(ILakeReader lake, IPipelineStatus pipeline, ProjectionMetrics metrics)
{
    // Shared by all requests: many analysts at once must not take the processor from the tills.
    readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;

    /// <summary>Several currencies are 400 <c>currency_ambiguous</c>, too many groups 400 <c>too_many_series</c>: then there is a problem and no run.</summary>
    public Task<(ProjectionRun? Run, Problem? Problem)> ProjectAsync(ProjectionQuery query, CancellationToken cancellationToken) => ProjectAsync(query, ProjectionQuery.MaxSeries, cancellationToken);

    /// <param name="maxSeries">Groups that there may be; more are 400 too.</param>
    public async Task<(ProjectionRun? Run, Problem? Problem)> ProjectAsync(ProjectionQuery query, int maxSeries, CancellationToken cancellationToken)
    {
        // Read before the query: what the status calls delivered is then certainly in the answer.
        var status = await pipeline.ReadAsync(cancellationToken);
        var reading = new HistoryReader(lake, cancellationToken);
        if (await reading.ReadAsync(query) is not { } history)
        {
            return (null, reading.Problem);
        }

        if (history.Series.Count > maxSeries)
        {
            return (null, new Problem(ProblemKind.TooManySeries));
        }

        return (new ProjectionRun(query, await WorkAsync(query, history, cancellationToken), reading.Currency, status.DataThrough, reading.Statistics!), null);
    }

    /// <summary>As <see cref="ProjectAsync(ProjectionQuery, CancellationToken)"/>, for a running period.</summary>
    public async Task<(NowcastRun? Run, Problem? Problem)> NowcastAsync(NowcastQuery query, CancellationToken cancellationToken)
    {
        var status = await pipeline.ReadAsync(cancellationToken);
        var reading = new HistoryReader(lake, cancellationToken);
        var nowcast = query.Rest.Measure.IsAdditive ? await NowcastAsync(query, reading, cancellationToken) : await AverageAsync(query, reading, cancellationToken);
        return nowcast is null ? (null, reading.Problem) : (new NowcastRun(query, nowcast, reading.Currency, status.DataThrough, reading.Statistics!), null);
    }

    /// <summary>Null when the reading found a problem.</summary>
    async Task<Nowcast?> NowcastAsync(NowcastQuery query, HistoryReader reading, CancellationToken cancellationToken)
    {
        var sold = query.SoldToday is null ? null : await reading.ReadAsync(query.SoldToday);
        var rest = await reading.ReadAsync(query.Rest);
        var days = query.Days is null ? null : await reading.ReadAsync(query.Days);
        if (reading.Problem is not null)
        {
            return null;
        }

        var projectedDays = days is null ? null : await WorkAsync(query.Days!, days, cancellationToken);
        return Nowcast.Of(query, sold, await WorkAsync(query.Rest, rest!, cancellationToken), projectedDays);
    }

    /// <summary>An average does not add up over hours and days, but what it is made of does.</summary>
    async Task<Nowcast?> AverageAsync(NowcastQuery query, HistoryReader reading, CancellationToken cancellationToken)
    {
        var revenue = await NowcastAsync(query.Of(Measure.Revenue), reading, cancellationToken);
        var transactions = revenue is null ? null : await NowcastAsync(query.Of(Measure.Transactions), reading, cancellationToken);
        var baskets = transactions is null ? null : await NowcastAsync(query, reading, cancellationToken);
        return baskets is null ? null : Nowcast.Average(query, revenue!, transactions!, baskets);
    }

    /// <summary>Looks for days that were not to be expected; problems as of <see cref="ProjectAsync(ProjectionQuery, CancellationToken)"/>.</summary>
    public async Task<(AnomalyRun? Run, Problem? Problem)> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellationToken)
    {
        var status = await pipeline.ReadAsync(cancellationToken);
        var reading = new HistoryReader(lake, cancellationToken);
        if (await reading.ReadAsync(query.History) is not { } history)
        {
            return (null, reading.Problem);
        }

        if (query.Forecasts(history) is var count && count > AnomalyQuery.MaxForecasts)
        {
            return (null, new Problem(ProblemKind.TooManySeries, $"That takes {count} projections, and one answer makes at most {AnomalyQuery.MaxForecasts}: group by less, filter, or ask for fewer weeks."));
        }

        return (new AnomalyRun(query, await Anomalies.FindAsync(query, history, Parallel(cancellationToken)), reading.Currency, status.DataThrough, reading.Statistics!), null);
    }

    /// <summary>A client that leaves ends the work between two methods of a series; its end is counted when every thread has stopped.</summary>
    async Task<Projection> WorkAsync(ProjectionQuery query, History history, CancellationToken cancellationToken)
    {
        metrics.Started();
        try
        {
            var projection = await Projector.ProjectAsync(query, history, Parallel(cancellationToken));
            metrics.Projected(history.Series.Count);
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
}

/// <summary>A question with its answer.</summary>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for and when nothing was sold.</param>
/// <param name="DataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
public sealed record ProjectionRun(ProjectionQuery Query, Projection Projection, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics);

/// <summary>A question about days that were not to be expected with its answer.</summary>
/// <param name="Currency">As in <see cref="ProjectionRun"/>.</param>
/// <param name="DataThrough">As in <see cref="ProjectionRun"/>.</param>
public sealed record AnomalyRun(AnomalyQuery Query, Anomalies Found, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics);

/// <summary>A question about a running period with its answer.</summary>
/// <param name="Currency">As in <see cref="ProjectionRun"/>.</param>
/// <param name="DataThrough">As in <see cref="ProjectionRun"/>, for all queries that were made.</param>
/// <param name="Statistics">Of all queries that were made; the id is that of the last.</param>
public sealed record NowcastRun(NowcastQuery Query, Nowcast Nowcast, string? Currency, DateTimeOffset? DataThrough, LakeStatistics Statistics);

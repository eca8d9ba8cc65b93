using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;
using GadgetSales.Projections.TrackRecord;
using Microsoft.Extensions.Options;

namespace GadgetSales.Api.Projections;

/// <summary>
/// Asks the default questions once a night, so that a track record exists without anybody asking. A night in which the service is down has none. What fails is logged,
/// and the next question is asked.
/// </summary>
public sealed partial class NightlyProjections(
    ProjectionRunner runner, IOptions<NightlyOptions> options, IOptions<InsightOptions> insights, TimeProvider time, ILogger<NightlyProjections> logger, ITrackRecord? record = null)
    : BackgroundService
{
    /// <summary>Amounts are kept apart by currency, so that a chain of several has a record too.</summary>
    static readonly (Measure Measure, ProjectionGrain Grain, Dimension[] GroupBy)[] Questions =
    [
        (Measure.Revenue, ProjectionGrain.Day, [Dimension.Currency]),
        (Measure.Revenue, ProjectionGrain.Day, [Dimension.Store, Dimension.Currency]),
        (Measure.Revenue, ProjectionGrain.Day, [Dimension.Category, Dimension.Currency]),
        (Measure.Revenue, ProjectionGrain.All.Single(grain => grain.Grain == Grain.Week), [Dimension.Currency]),
        (Measure.Units, ProjectionGrain.Day, []),
        (Measure.Units, ProjectionGrain.Day, [Dimension.Category]),
        (Measure.Transactions, ProjectionGrain.Day, [Dimension.Store]),
    ];

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(insights.Value.TimeZone);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (record is null || !options.Value.Enabled)
        {
            return;
        }

        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(UntilNext(), time, stoppingToken);
                await AskAllAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops: what is not asked tonight is asked tomorrow.
        }
    }

    TimeSpan UntilNext()
    {
        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime;
        var next = now.Date.AddHours(options.Value.Hour);
        return (next > now ? next : next.AddDays(1)) - now;
    }

    async Task AskAllAsync(CancellationToken stoppingToken)
    {
        foreach (var (measure, grain, groupBy) in Questions)
        {
            try
            {
                await AskAsync(measure, grain, groupBy, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogNotAsked(error, measure.Name, grain.ToString());
            }
        }
    }

    async Task AskAsync(Measure measure, ProjectionGrain grain, Dimension[] groupBy, CancellationToken stoppingToken)
    {
        var asOf = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime).AddDays(-1);
        var query = new ProjectionQuery
        {
            Measure = measure,
            Grain = grain,
            Horizon = grain.DefaultHorizon,
            Levels = ProjectionParameters.DefaultLevels,
            AsOf = asOf,
            Axis = PeriodAxis.UpTo(asOf, null, grain),
            GroupBy = groupBy,
            Holidays = new HolidaySet(Country: null),
        };
        var (run, problem) = await runner.ProjectAsync(query, options.Value.MaxSeries, stoppingToken);
        if (run is null)
        {
            var (name, groups) = (grain.ToString(), string.Join(',', groupBy.Select(dimension => dimension.Name)));
            LogRefused(measure.Name, name, groups, problem!.Kind.Code);
        }
        else if (run.Projection.Series.Any(series => series.Refusal is null))
        {
            record!.Offer(new IssuedAnswer(run.Query, run.Projection, run.Currency, time.GetUtcNow()));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nightly projection of {Measure} by {Grain} failed; the next is asked")]
    partial void LogNotAsked(Exception error, string measure, string grain);

    [LoggerMessage(Level = LogLevel.Information, Message = "The nightly projection of {Measure} by {Grain}, kept apart by {GroupBy}, is left out: {Code}")]
    partial void LogRefused(string measure, string grain, string groupBy, string code);
}

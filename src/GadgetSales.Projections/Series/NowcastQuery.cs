using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>A valid question about the running period.</summary>
/// <param name="Period">What is running.</param>
/// <param name="At">Where the complete hours end: a full hour of the stores' wall clocks.</param>
/// <param name="Rest">Asks what the running day will sell from that hour on, by what earlier days sold from that hour on. Its first step counts.</param>
/// <param name="Days">Asks for the period's days from the running one, whose step is left to <paramref name="Rest"/>; null for a day.</param>
public sealed record NowcastQuery(NowcastPeriod Period, DateTime At, ProjectionQuery Rest, ProjectionQuery? Days)
{
    // One step would be enough, but methods are weighed and intervals learnt by all the steps of the backtest.
    const int RestSteps = 14;

    public DateTime Start => Period.Grain.Truncate(At);

    public DateTime End => Period.Grain.Add(Start, 1);

    /// <summary>The period's days that are over.</summary>
    public int CompleteDays => Grain.Day.Count(Start, At.Date);

    /// <summary>What the running day has sold: the only period of the answer. Null in its first hour, where nothing is complete.</summary>
    public ProjectionQuery? SoldToday => Rest.DayPart is not { } rest ? null
        : Rest with { Axis = new PeriodAxis(Grain.Day, At.Date, At.Date.AddDays(1)), DayPart = DayPart.Before(rest.Hour, rest.StoreHours) };

    /// <summary>The same question of another measure, with totals kept apart in the same way.</summary>
    public NowcastQuery Of(Measure measure) => this with { Rest = Rest with { Measure = measure, TotalsByCurrency = true }, Days = Days is null ? null : Days with { Measure = measure, TotalsByCurrency = true } };

    /// <param name="at">Rounded down to the hour.</param>
    /// <param name="storeHours">Of stores where another number of hours of that day is complete, from 0 to 24.</param>
    public static NowcastQuery Of(
        NowcastPeriod period, DateTime at, Measure measure, IReadOnlyList<double> levels, IReadOnlyList<Dimension> groupBy, IReadOnlyDictionary<string, int>? storeHours = null)
    {
        at = Grain.Hour.Truncate(at);
        var yesterday = DateOnly.FromDateTime(at).AddDays(-1);
        var days = new ProjectionQuery
        {
            Measure = measure,
            Grain = ProjectionGrain.Day,
            Horizon = Grain.Day.Count(at.Date, period.Grain.Add(period.Grain.Truncate(at), 1)),
            Levels = levels,
            AsOf = yesterday,
            Axis = PeriodAxis.UpTo(yesterday, null, ProjectionGrain.Day),
            GroupBy = groupBy,
        };
        var rest = days with { Horizon = RestSteps, DayPart = at.Hour == 0 && storeHours is null or { Count: 0 } ? null : DayPart.From(at.Hour, storeHours) };
        return new NowcastQuery(period, at, rest, period == NowcastPeriod.Day ? null : days);
    }
}

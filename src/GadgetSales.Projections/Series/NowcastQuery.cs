using System.Globalization;
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
    public ProjectionQuery? SoldToday => At.Hour == 0 ? null : Rest with { Axis = new PeriodAxis(Grain.Day, At.Date, At.Date.AddDays(1)), DayPart = DayPart.Before(At.Hour) };

    /// <summary>The same question of another measure, with totals kept apart in the same way.</summary>
    public NowcastQuery Of(Measure measure) => this with { Rest = Rest with { Measure = measure, TotalsByCurrency = true }, Days = Days is null ? null : Days with { Measure = measure, TotalsByCurrency = true } };

    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["period", "measure", "groupBy", "levels", "at", "timeZone", .. InsightCatalogue.Dimensions.Select(dimension => dimension.Name), "format"];

    /// <summary>As <see cref="ProjectionParameters.Read"/>.</summary>
    public static NowcastQuery? Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var period = parameters.Choice("period", NowcastPeriod.All, NowcastPeriod.Day);
        var at = ReadAt(parameters, InsightParameters.ReadNow(parameters, now, zone));
        var measure = parameters.Choice("measure", InsightCatalogue.Measures, Measure.Revenue);
        var query = Of(period, at, measure, ProjectionParameters.ReadLevels(parameters), parameters.Choices("groupBy", InsightCatalogue.Dimensions));
        var filters = InsightParameters.ReadFilters(parameters);
        return parameters.Errors.Count > 0 ? null : query with
        {
            Rest = query.Rest with { Filters = filters, AllowedStores = allowedStores },
            Days = query.Days is null ? null : query.Days with { Filters = filters, AllowedStores = allowedStores },
        };
    }

    /// <param name="at">Rounded down to the hour.</param>
    public static NowcastQuery Of(NowcastPeriod period, DateTime at, Measure measure, IReadOnlyList<double> levels, IReadOnlyList<Dimension> groupBy)
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
        var rest = days with { Horizon = RestSteps, DayPart = at.Hour == 0 ? null : DayPart.From(at.Hour) };
        return new NowcastQuery(period, at, rest, period == NowcastPeriod.Day ? null : days);
    }

    static DateTime ReadAt(QueryParameters parameters, DateTime now)
    {
        if (parameters.One("at") is not { } text)
        {
            return now;
        }

        if (!DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            || at.Year < InsightCatalogue.Dates.From.Year + 10)
        {
            parameters.Refuse("at", "Is not a local time such as 2019-05-31T14:00.");
            return now;
        }

        if (at > now)
        {
            parameters.Refuse("at", $"Lies in the future: now it is {now:yyyy-MM-ddTHH:mm}.");
            return now;
        }

        return at;
    }
}

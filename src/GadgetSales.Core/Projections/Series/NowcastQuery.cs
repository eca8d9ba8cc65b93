using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Core.Projections.Series;

/// <summary>A period that can be running.</summary>
public sealed class NowcastPeriod
{
    NowcastPeriod(Grain grain, ProjectionGrain steps, int history)
    {
        Grain = grain;
        Steps = steps;
        History = history;
    }

    public static NowcastPeriod Day { get; } = new(Grain.Day, ProjectionGrain.Hour, 12 * 168);

    public static IReadOnlyList<NowcastPeriod> All { get; } =
    [
        Day, new(Grain.Week, ProjectionGrain.Day, ProjectionGrain.Day.DefaultHistory), new(Grain.Month, ProjectionGrain.Day, ProjectionGrain.Day.DefaultHistory),
    ];

    public Grain Grain { get; }

    /// <summary>What the period is made of: hours of a day, days of a week or month.</summary>
    public ProjectionGrain Steps { get; }

    /// <summary>Steps of history to read.</summary>
    public int History { get; }

    public override string ToString() => Grain.Name;
}

/// <summary>A valid question about the running period.</summary>
/// <param name="Period">What is running.</param>
/// <param name="At">Where the complete steps end: a full hour of the stores' wall clocks for a day, midnight for a week or month.</param>
/// <param name="Projection">Asks for the steps that remain.</param>
public sealed record NowcastQuery(NowcastPeriod Period, DateTime At, ProjectionQuery Projection)
{
    public DateTime Start => Period.Grain.Truncate(At);

    public DateTime End => Period.Grain.Add(Start, 1);

    /// <summary>The period's steps that are over.</summary>
    public int Complete => Period.Steps.Grain.Count(Start, At);

    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["period", "measure", "groupBy", "levels", "at", "timeZone", .. InsightCatalogue.Dimensions.Select(dimension => dimension.Name), "format"];

    /// <summary>As <see cref="ProjectionParameters.Read"/>.</summary>
    public static NowcastQuery? Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var period = parameters.Choice("period", NowcastPeriod.All, NowcastPeriod.Day);
        var at = period.Steps.Grain.Truncate(ReadAt(parameters, InsightParameters.ReadNow(parameters, now, zone)));
        var measure = parameters.Choice("measure", InsightCatalogue.Measures, Measure.Revenue);
        if (!measure.IsAdditive)
        {
            parameters.Refuse("measure", $"{measure} does not add up over hours and days.");
        }

        var first = period.Steps.Grain.Add(at, -period.History);
        var query = new NowcastQuery(period, at, new ProjectionQuery
        {
            Measure = measure,
            Grain = period.Steps,
            Horizon = period.Steps.Grain.Count(at, period.Grain.Add(period.Grain.Truncate(at), 1)),
            Levels = ProjectionParameters.ReadLevels(parameters),
            AsOf = DateOnly.FromDateTime(at),
            Axis = new PeriodAxis(period.Steps.Grain, first, at),
            GroupBy = parameters.Choices("groupBy", InsightCatalogue.Dimensions),
            Filters = InsightParameters.ReadFilters(parameters),
            AllowedStores = allowedStores,
        });
        return parameters.Errors.Count == 0 ? query : null;
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

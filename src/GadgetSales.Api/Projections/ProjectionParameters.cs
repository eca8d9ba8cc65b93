using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters of <c>GET /v1/projections/sales</c>. Those it shares with insights mean the same.</summary>
public static class ProjectionParameters
{
    public const int MaxLevels = 10;
    public const int MaxHistory = 10_000;

    /// <summary>Periods that a history may span: with <c>from</c>, reading more is refused.</summary>
    public const int MaxPeriods = 20_000;

    public static IReadOnlyList<double> DefaultLevels { get; } = [80, 95];

    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "measure", "grain", "horizon", "groupBy", "levels", "quantiles", "total", "sums", "subtotals", "components", "backtest", "holidays", "exclude", "history", "from", "asOf", "timeZone",
        .. InsightCatalogue.SeriesDimensions.Select(dimension => dimension.Name), "format",
    ];

    /// <param name="now">The instant that <c>today</c> is taken at.</param>
    /// <param name="zone">Where today is, unless <c>timeZone</c> says otherwise.</param>
    /// <param name="allowedStores">The stores that the caller may see; null for all.</param>
    /// <returns>Null exactly when the parameters have errors.</returns>
    public static ProjectionQuery? Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var today = InsightParameters.ReadToday(parameters, now, zone);
        var grain = parameters.Choice("grain", ProjectionGrain.All, ProjectionGrain.Day);
        var asOf = ReadAsOf(parameters, today);
        var query = new ProjectionQuery
        {
            Measure = parameters.Choice("measure", InsightCatalogue.SeriesMeasures, Measure.Revenue),
            Grain = grain,
            Horizon = parameters.Number("horizon", 1, grain.MaxHorizon) ?? grain.DefaultHorizon,
            Levels = ReadLevels(parameters),
            AsOf = asOf,
            Axis = ReadAxis(parameters, asOf, grain),
            History = parameters.Number("history", 0, MaxHistory) ?? 0,
            GroupBy = parameters.Choices("groupBy", InsightCatalogue.SeriesDimensions),
            Filters = InsightParameters.ReadFilters(parameters),
            AllowedStores = allowedStores,
        };
        query = ProjectionExtras.Read(parameters, query);
        return parameters.Errors.Count == 0 ? query : null;
    }

    /// <summary>Interval levels in percent, such as <c>80,95</c>.</summary>
    public static IReadOnlyList<double> ReadLevels(QueryParameters parameters)
    {
        if (!parameters.Has("levels"))
        {
            return DefaultLevels;
        }

        var given = parameters.Many("levels");
        List<double> levels = [];
        foreach (var text in given)
        {
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 99.9)
            {
                levels.Add(level);
            }
            else
            {
                parameters.Refuse("levels", $"'{text}' is not a percentage from 1 to 99.9, such as 80,95.");
            }
        }

        if (given.Count > MaxLevels)
        {
            parameters.Refuse("levels", $"May list at most {MaxLevels} levels.");
        }

        return [.. levels.Distinct().Order()];
    }

    static DateOnly ReadAsOf(QueryParameters parameters, DateOnly today)
    {
        var yesterday = today.AddDays(-1);
        var asOf = parameters.Date("asOf", InsightCatalogue.Dates) ?? yesterday;
        if (asOf > yesterday)
        {
            parameters.Refuse("asOf", $"Must be before today, {today:yyyy-MM-dd}: a running day is not complete.");
        }

        return asOf;
    }

    static PeriodAxis ReadAxis(QueryParameters parameters, DateOnly asOf, ProjectionGrain grain)
    {
        var from = parameters.Date("from", InsightCatalogue.Dates);
        if (from > asOf)
        {
            parameters.Refuse("from", $"{from:yyyy-MM-dd} lies after asOf, {asOf:yyyy-MM-dd}.");
        }

        var axis = PeriodAxis.UpTo(asOf, from, grain);
        if (axis.Length == 0 && !parameters.IsRefused("from"))
        {
            parameters.Refuse("from", $"No whole {grain} lies between it and asOf, {asOf:yyyy-MM-dd}.");
        }

        if (axis.Length > MaxPeriods)
        {
            parameters.Refuse("from", $"Spans {axis.Length} periods, and at most {MaxPeriods} are read: start later, or choose a longer grain.");
        }

        return axis;
    }
}

using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters of <c>GET /v1/insights/anomalies</c>.</summary>
static class AnomalyParameters
{
    public const int DefaultDays = 28;
    public const int MaxDays = 366;
    public const int DefaultLimit = 100;
    public const int MaxLimit = 10_000;
    public const double DefaultLevel = 99;

    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["measure", "from", "to", "groupBy", "level", "limit", "holidays", "timeZone", .. InsightCatalogue.SeriesDimensions.Select(dimension => dimension.Name), "format"];

    /// <returns>No question exactly when the parameters have errors.</returns>
    public static (AnomalyQuery? Query, int Limit) Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var yesterday = InsightParameters.ReadToday(parameters, now, zone).AddDays(-1);
        var to = parameters.Date("to", InsightCatalogue.Dates) ?? yesterday;
        var from = parameters.Date("from", InsightCatalogue.Dates) ?? to.AddDays(1 - DefaultDays);
        if (to > yesterday)
        {
            parameters.Refuse("to", $"Must be before today, {yesterday.AddDays(1):yyyy-MM-dd}: a running day is not complete.");
        }

        if (from > to || from < to.AddDays(1 - MaxDays))
        {
            parameters.Refuse("from", $"Must be from {to.AddDays(1 - MaxDays):yyyy-MM-dd} to {to:yyyy-MM-dd}: at most {MaxDays} days are looked at.");
        }

        var query = new ProjectionQuery
        {
            Measure = parameters.Choice("measure", InsightCatalogue.Measures, Measure.Revenue),
            Grain = ProjectionGrain.Day,
            Horizon = AnomalyQuery.Block,
            Levels = [ReadLevel(parameters)],
            AsOf = to,
            Axis = PeriodAxis.UpTo(to, from.AddDays(-Math.Min(ProjectionGrain.Day.DefaultHistory, from.DayNumber)), ProjectionGrain.Day),
            GroupBy = parameters.Choices("groupBy", InsightCatalogue.SeriesDimensions),
            Filters = InsightParameters.ReadFilters(parameters),
            AllowedStores = allowedStores,
            Holidays = ProjectionExtras.ReadHolidays(parameters),
        };
        var limit = parameters.Number("limit", 1, MaxLimit) ?? DefaultLimit;
        return (parameters.Errors.Count == 0 ? new AnomalyQuery(query, from) : null, limit);
    }

    static double ReadLevel(QueryParameters parameters)
    {
        if (parameters.One("level") is not { } text)
        {
            return DefaultLevel;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) && level is >= 50 and <= 99.9)
        {
            return level;
        }

        parameters.Refuse("level", $"'{text}' is not a percentage from 50 to 99.9.");
        return DefaultLevel;
    }
}

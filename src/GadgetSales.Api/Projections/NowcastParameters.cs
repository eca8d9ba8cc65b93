using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters of <c>GET /v1/projections/current</c>.</summary>
public static class NowcastParameters
{
    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["period", "measure", "groupBy", "levels", "at", "timeZone", "clock", "holidays", .. InsightCatalogue.Dimensions.Select(dimension => dimension.Name), "format"];

    public const string OneClock = "one";
    public const string StoreClocks = "stores";

    public static IReadOnlyList<string> Clocks { get; } = [OneClock, StoreClocks];

    /// <summary>As <see cref="ProjectionParameters.Read"/>.</summary>
    public static NowcastReading? Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var period = parameters.Choice("period", NowcastPeriod.All, NowcastPeriod.Day);
        var at = ReadAt(parameters, InsightParameters.ReadNow(parameters, now, zone));
        var measure = parameters.Choice("measure", InsightCatalogue.Measures, Measure.Revenue);
        var levels = ProjectionParameters.ReadLevels(parameters);
        var groupBy = parameters.Choices("groupBy", InsightCatalogue.Dimensions);
        var filters = InsightParameters.ReadFilters(parameters);
        var holidays = ProjectionExtras.ReadHolidays(parameters);
        var hasClocks = string.Equals(parameters.Choice("clock", Clocks, OneClock), StoreClocks, StringComparison.Ordinal);
        if (hasClocks && (parameters.Has("at") || parameters.Has("timeZone")))
        {
            parameters.Refuse("clock", "Each store has a clock of its own: leave out at and timeZone, or clock.");
        }

        return parameters.Errors.Count > 0 ? null : new NowcastReading(Ask(at), hasClocks ? Ask : null);

        NowcastQuery Ask(DateTime time)
        {
            var query = NowcastQuery.Of(period, time, measure, levels, groupBy);
            return query with { Rest = With(query.Rest), Days = query.Days is null ? null : With(query.Days) };
        }

        ProjectionQuery With(ProjectionQuery query) => query with { Filters = filters, AllowedStores = allowedStores, Holidays = holidays };
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

/// <summary>A question as a request asks it.</summary>
/// <param name="Query">At one clock.</param>
/// <param name="AskAt">The same question at another time, where each store has a clock of its own; null where one clock is meant.</param>
public sealed record NowcastReading(NowcastQuery Query, Func<DateTime, NowcastQuery>? AskAt);

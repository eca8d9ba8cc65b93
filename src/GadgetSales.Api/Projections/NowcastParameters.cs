using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Api.Stores;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the parameters of <c>GET /v1/projections/current</c>.</summary>
public static class NowcastParameters
{
    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["period", "measure", "groupBy", "levels", "at", "timeZone", "holidays", .. InsightCatalogue.SeriesDimensions.Select(dimension => dimension.Name), "format"];

    /// <summary>Whether the question leaves the time of day to the stores' own clocks.</summary>
    public static bool NeedsClocks(QueryParameters parameters) => !parameters.Has("at") && !parameters.Has("timeZone");

    /// <summary>As <see cref="ProjectionParameters.Read"/>.</summary>
    /// <param name="parameters">The query string.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="zone">Where it is that, where neither the question nor a store says.</param>
    /// <param name="allowedStores">The stores that the caller covers; null for all.</param>
    /// <param name="clocks">Of the stores that sell, where <see cref="NeedsClocks"/>.</param>
    public static NowcastQuery? Read(
        QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores, IReadOnlyList<KnownStore>? clocks = null)
    {
        parameters.RefuseUnknown(Names);
        var period = parameters.Choice("period", NowcastPeriod.All, NowcastPeriod.Day);
        var at = ReadAt(parameters, InsightParameters.ReadNow(parameters, now, zone));
        var measure = parameters.Choice("measure", InsightCatalogue.SeriesMeasures, Measure.Revenue);
        var filters = InsightParameters.ReadFilters(parameters);
        var ofStores = filters.Where(filter => filter.Dimension == Dimension.Store).ToList();
        var running = RunningDay.Of(
            (clocks ?? []).Where(store => ofStores.TrueForAll(filter => filter.Values.Contains(store.StoreId, StringComparer.Ordinal) != filter.Excludes)
                && allowedStores?.Contains(store.StoreId) != false),
            now);
        var query = NowcastQuery.Of(
            period, running?.At ?? at, measure, ProjectionParameters.ReadLevels(parameters), parameters.Choices("groupBy", InsightCatalogue.SeriesDimensions), running?.StoreHours);
        var holidays = ProjectionExtras.ReadHolidays(parameters);
        return parameters.Errors.Count > 0 ? null : query with
        {
            Rest = query.Rest with { Filters = filters, AllowedStores = allowedStores, Holidays = holidays },
            Days = query.Days is null ? null : query.Days with { Filters = filters, AllowedStores = allowedStores, Holidays = holidays },
        };
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

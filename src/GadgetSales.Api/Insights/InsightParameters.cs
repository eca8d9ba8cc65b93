using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>A question as a request asks it.</summary>
/// <param name="Query">Null exactly when the parameters have errors.</param>
/// <param name="Today">The business date that relative ranges were counted from.</param>
public sealed record InsightReading(InsightQuery? Query, DateOnly Today);

/// <summary>Reads the parameters of <c>GET /v1/insights/sales</c>, and the parts that other questions about sales share with it.</summary>
public static class InsightParameters
{
    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "measures", "groupBy", "grain", "from", "to", "range", "timeZone", "compare",
        .. InsightCatalogue.Dimensions.Select(dimension => dimension.Name), "orderBy", "limit", "format",
    ];

    /// <param name="now">The instant that <c>today</c> is taken at.</param>
    /// <param name="zone">Where today is, unless <c>timeZone</c> says otherwise.</param>
    /// <param name="allowedStores">The stores that the caller may see; null for all.</param>
    public static InsightReading Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var today = ReadToday(parameters, now, zone);
        var measures = parameters.Choices("measures", InsightCatalogue.Measures);
        if (parameters.Has("measures") && measures.Count == 0 && !parameters.IsRefused("measures"))
        {
            parameters.Refuse("measures", $"Name at least one of: {string.Join(", ", InsightCatalogue.Measures)}.");
        }

        var (span, range) = ReadSpan(parameters, today);
        var kind = parameters.Choice("compare", InsightCatalogue.Comparisons);
        var query = new InsightQuery
        {
            Measures = parameters.Has("measures") ? measures : InsightCatalogue.DefaultMeasures,
            GroupBy = parameters.Choices("groupBy", InsightCatalogue.Dimensions),
            Filters = ReadFilters(parameters),
            Grain = parameters.Choice("grain", InsightCatalogue.Grains, Grain.None),
            Span = span,
            Comparison = kind is null ? null : Comparison.Of(kind, span, range?.Months ?? 0),
            Limit = parameters.Number("limit", 1, InsightCatalogue.MaxLimit) ?? InsightCatalogue.DefaultLimit,
            AllowedStores = allowedStores,
        };
        query = query with { OrderBy = ReadOrder(parameters, query) };
        return new InsightReading(parameters.Errors.Count == 0 ? query : null, today);
    }

    /// <summary>The date that it is in <c>timeZone</c>, an IANA name, or in <paramref name="zone"/>.</summary>
    public static DateOnly ReadToday(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(ReadNow(parameters, now, zone));

    /// <summary>The wall clock of <c>timeZone</c>, an IANA name, or of <paramref name="zone"/>.</summary>
    public static DateTime ReadNow(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (parameters.One("timeZone") is { } name)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found))
            {
                zone = found;
            }
            else
            {
                parameters.Refuse("timeZone", "Not a known time zone. Write an IANA name such as Europe/Berlin or UTC.");
            }
        }

        return TimeZoneInfo.ConvertTime(now, zone).DateTime;
    }

    /// <summary>Filters by the dimensions' own names. An empty value stands for sales without one; it cannot be asked of a dimension that every sale has.</summary>
    public static IReadOnlyList<DimensionFilter> ReadFilters(QueryParameters parameters)
    {
        List<DimensionFilter> filters = [];
        foreach (var dimension in InsightCatalogue.Dimensions)
        {
            var values = parameters.Each(dimension.Name);
            if (values.Count > InsightCatalogue.MaxFilterValues)
            {
                parameters.Refuse(dimension.Name, $"May list at most {InsightCatalogue.MaxFilterValues} values.");
            }

            if (!dimension.Field.Nullable && values.Contains("", StringComparer.Ordinal))
            {
                parameters.Refuse(dimension.Name, $"Must not be empty: every sale has a {dimension.Name}.");
            }

            if (values.Count > 0)
            {
                filters.Add(new DimensionFilter(dimension, [.. values.Select(value => value.Length == 0 ? null : value)]));
            }
        }

        return filters;
    }

    static (DateSpan Span, DateRange? Range) ReadSpan(QueryParameters parameters, DateOnly today)
    {
        var range = parameters.Choice("range", InsightCatalogue.Ranges);
        var from = parameters.Date("from", InsightCatalogue.Dates);
        var to = parameters.Date("to", InsightCatalogue.Dates);
        if (parameters.Has("range") && (parameters.Has("from") || parameters.Has("to")))
        {
            parameters.Refuse("range", "Give either range, or from and to.");
        }
        else if (parameters.Has("to") && !parameters.Has("from"))
        {
            parameters.Refuse("from", "Is missing: to needs a from.");
        }

        if (from is not { } first)
        {
            range ??= InsightCatalogue.DefaultRange;
            return (range.Resolve(today), range);
        }

        var last = to ?? today;
        if (last < first)
        {
            parameters.Refuse("to", $"{last:yyyy-MM-dd} lies before from, {first:yyyy-MM-dd}.");
        }

        return (new DateSpan(first, last < first ? first : last), null);
    }

    static List<InsightOrder> ReadOrder(QueryParameters parameters, InsightQuery query)
    {
        List<(string Name, Func<bool, InsightOrder> Order)> choices = [];
        if (query.Grain != Grain.None)
        {
            choices.Add(("period", descending => new InsightOrder.ByPeriod(descending)));
        }

        choices.AddRange(query.GroupBy.Select(dimension =>
            (dimension.Name, (Func<bool, InsightOrder>)(descending => new InsightOrder.ByDimension(dimension, descending)))));
        choices.AddRange(query.Measures.Select(measure =>
            (measure.Name, (Func<bool, InsightOrder>)(descending => new InsightOrder.ByMeasure(measure, descending)))));
        if (query.Comparison is not null)
        {
            choices.AddRange(query.Measures.Select(measure =>
                (measure.Name + "Change", (Func<bool, InsightOrder>)(descending => new InsightOrder.ByChange(measure, descending)))));
        }

        string[] names = [.. choices.Select(choice => choice.Name)];
        List<InsightOrder> order = [];
        foreach (var part in parameters.Many("orderBy"))
        {
            var descending = part.StartsWith('-');
            if (parameters.Find("orderBy", descending ? part[1..] : part, names) is { } name)
            {
                order.Add(choices.First(choice => string.Equals(choice.Name, name, StringComparison.Ordinal)).Order(descending));
            }
        }

        return order;
    }
}

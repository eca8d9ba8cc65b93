using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Reads the parameters of <c>GET /v1/insights/sales</c>, and the parts that other questions about sales share with it.</summary>
public static class InsightParameters
{
    /// <summary>Every parameter, in the order of the documents. The caller reads <c>format</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "measures", "groupBy", "grain", "from", "to", "range", "timeZone", "compare", "until", "likeForLike",
        .. InsightCatalogue.Dimensions.Select(dimension => dimension.Name), .. InsightCatalogue.Dimensions.Select(Excluding),
        "labels", "top", "others", "share", "totals", "fill", "average", "orderBy", "limit", "format",
    ];

    public static readonly IReadOnlyList<string> UntilChoices = ["now"];

    public static readonly IReadOnlyList<string> FillChoices = ["zero"];

    public static readonly IReadOnlyList<string> AverageChoices = ["day"];

    /// <summary>The name of the filter that leaves values out: <c>store!=X</c> is the parameter <c>store!</c> with the value X.</summary>
    public static string Excluding(Dimension dimension) => dimension.Name + "!";

    /// <param name="now">The instant that <c>today</c> is taken at.</param>
    /// <param name="zone">Where today is, unless <c>timeZone</c> says otherwise.</param>
    /// <param name="allowedStores">The stores that the caller may see; null for all.</param>
    public static InsightReading Read(QueryParameters parameters, DateTimeOffset now, TimeZoneInfo zone, IReadOnlySet<string>? allowedStores)
    {
        parameters.RefuseUnknown(Names);
        var clock = ReadNow(parameters, now, zone);
        var today = DateOnly.FromDateTime(clock);
        var measures = parameters.Choices("measures", InsightCatalogue.Measures);
        if (parameters.Has("measures") && measures.Count == 0 && !parameters.IsRefused("measures"))
        {
            parameters.Refuse("measures", $"Name at least one of: {string.Join(", ", InsightCatalogue.Measures)}.");
        }

        var (span, range) = ReadSpan(parameters, today);
        var grain = parameters.Choice("grain", InsightCatalogue.Grains, Grain.None);
        var compare = ComparisonParameters.Read(parameters, range, grain);
        var query = new InsightQuery
        {
            Measures = parameters.Has("measures") ? measures : InsightCatalogue.DefaultMeasures,
            GroupBy = parameters.Choices("groupBy", InsightCatalogue.Dimensions),
            Filters = ReadFilters(parameters),
            Grain = grain,
            Span = span,
            Comparison = compare(span),
            LikeForLike = parameters.Flag("likeForLike"),
            WithShares = parameters.Flag("share"),
            WithTotals = parameters.Flag("totals"),
            Limit = parameters.Number("limit", 1, InsightCatalogue.MaxLimit) ?? InsightCatalogue.DefaultLimit,
            AllowedStores = allowedStores,
        };
        query = query with { OrderBy = ReadOrder(parameters, query) };
        var reading = new InsightReading(query, today)
        {
            Offset = clock - now.UtcDateTime,
            UntilNow = parameters.Choice("until", UntilChoices) is not null,
            Labels = parameters.Flag("labels"),
            Top = parameters.Number("top", 1, InsightCatalogue.MaxTop),
            Others = parameters.Flag("others"),
            FillsZeros = parameters.Choice("fill", FillChoices) is not null,
            AveragesDays = parameters.Choice("average", AverageChoices) is not null,
            Compare = compare,
        };
        RefuseContradictions(parameters, query, reading);
        return parameters.Errors.Count == 0 ? reading : reading with { Query = null };
    }

    /// <summary>What a parameter needs beside it to mean something: it must not be ignored.</summary>
    static void RefuseContradictions(QueryParameters parameters, InsightQuery query, InsightReading reading)
    {
        Needs("others", reading.Top is null && !parameters.Has("top"), "Needs top: the others are what is not among the largest.");
        Needs("top", query.GroupBy.Count == 0, "Needs groupBy: there are no groups to choose from.");
        Needs("labels", reading.Labels && !query.GroupBy.Contains(Dimension.Sku), $"Needs groupBy={Dimension.Sku}: it adds the names of articles.");
        Needs("share", query.WithShares && !query.Measures.Any(measure => measure.IsAdditive), "Needs a measure whose parts add up, such as revenue.");
        Needs("fill", query.Grain == Grain.None, "Needs a grain: without one there are no periods to fill.");
        Needs("likeForLike", query.LikeForLike && !parameters.Has("compare"), "Needs compare: it keeps the stores that both ranges have.");
        Needs("until", !parameters.Has("compare"), "Needs compare: it leaves out the same part of both ranges.");
        Needs("until", query.Span.To != reading.Today, $"Needs a range that ends today, {reading.Today:yyyy-MM-dd}.");
        Needs("until", reading.AveragesDays, "Needs whole days left to it: average=day counts complete business dates only.");
        RefuseDimensions(parameters, query);
        if (reading.FillsZeros && query.Grain != Grain.None && InsightFill.CountPeriods(query) is var periods and > InsightCatalogue.MaxLimit)
        {
            parameters.Refuse("fill", $"Would make {periods} periods, more than {InsightCatalogue.MaxLimit} rows. Ask for a shorter range or a longer grain.");
        }

        void Needs(string name, bool isMissing, string message)
        {
            if (isMissing && parameters.Has(name))
            {
                parameters.Refuse(name, message);
            }
        }
    }

    /// <summary>What is of receipts has no article, and what is not paid has no method: sums over those that have none would look like answers.</summary>
    static void RefuseDimensions(QueryParameters parameters, InsightQuery query)
    {
        foreach (var (name, dimension) in query.GroupBy.Select(dimension => ("groupBy", dimension))
            .Concat(query.Filters.Select(filter => (filter.Excludes ? Excluding(filter.Dimension) : filter.Dimension.Name, filter.Dimension))))
        {
            foreach (var measure in query.Measures)
            {
                if (dimension.IsLineLevel && measure.IsOfReceipts)
                {
                    parameters.Refuse(name, $"There are no {measure} by {dimension}: they are of receipts as a whole. Ask for them alone.");
                }
                else if (dimension == Dimension.PaymentMethod && !measure.IsOfPayments)
                {
                    parameters.Refuse(name, $"There is no {measure} by {dimension}: only {Measure.Payments} have one. Ask for them alone.");
                }
            }
        }
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
            AddFilter(parameters, dimension.Name, new DimensionFilter(dimension, []), filters);
            AddFilter(parameters, Excluding(dimension), new DimensionFilter(dimension, []) { Excludes = true }, filters);
        }

        return filters;
    }

    static void AddFilter(QueryParameters parameters, string name, DimensionFilter filter, List<DimensionFilter> filters)
    {
        var dimension = filter.Dimension;
        var values = parameters.Each(name);
        if (values.Count > InsightCatalogue.MaxFilterValues)
        {
            parameters.Refuse(name, $"May list at most {InsightCatalogue.MaxFilterValues} values.");
        }

        if (!dimension.Field.Nullable && values.Contains("", StringComparer.Ordinal))
        {
            parameters.Refuse(name, $"Must not be empty: every sale has a {dimension.Name}.");
        }
        else if (dimension.Values.Count > 0)
        {
            foreach (var value in values)
            {
                _ = parameters.Find(name, value, dimension.Values);
            }
        }

        if (values.Count > 0)
        {
            filters.Add(filter with { Values = [.. values.Select(value => value.Length == 0 ? null : value)] });
        }
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

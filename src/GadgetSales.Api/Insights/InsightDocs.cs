using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>What the OpenAPI document says about questions: names and choices come from the catalogue.</summary>
public static class InsightDocs
{
    public const string Insights =
        """
        Measures of sales, per period and group. Amounts are integers in the currency's minor unit and are never summed across currencies:
        where a range holds several, choose one with `currency` or group by it (else 400 `currency_ambiguous`, which lists them).

        Rows exist where something was sold, returned or voided; a question without grain and grouping always has one row.
        Sorted by period, then the first measure from its highest value, then the keys, unless `orderBy` says otherwise.
        With `compare`, rows also have `previousPeriod`, `previous…` values and a relative `…Change` per measure (0.1 is 10 % more; null where
        the earlier value is 0), and a group that sold only in the earlier range has a row of zeros.

        CSV and NDJSON hold the rows only; the headers `GadgetSales-Currency`, `-Data-Through`, `-Provisional` and `-Truncated` say the rest.
        In CSV, names that a spreadsheet would run as a formula start with an apostrophe.
        """;

    public const string Example =
        """
        { "from": "2019-01-01", "to": "2019-01-31", "grain": "day", "groupBy": ["category"], "currency": "USD",
          "rows": [ { "period": "2019-01-01", "category": "Audio", "revenueMinor": 123456, "units": 7, "transactions": 6 } ],
          "truncated": false, "dataThrough": "2026-11-22T10:15:31.12Z", "provisional": false,
          "statistics": { "engine": "duckdb", "elapsedMs": 12.3, "rowsRead": 185950, "bytesRead": null,
                          "queryId": "019aab6b2f5e7c0f8d3b0f6f1a2b3c4d", "cached": false } }
        """;

    /// <summary>What to measure, over which time and which sales: shared by every question about sales.</summary>
    public static IReadOnlyList<QueryParameterDoc> Parameters { get; } =
    [
        new("measures", "What to measure.\n\n" + List(InsightCatalogue.Measures, measure => (measure.Name, measure.Description)))
        {
            Choices = Names(InsightCatalogue.Measures),
            Form = QueryParameterForm.CommaSeparated,
            Example = string.Join(',', InsightCatalogue.DefaultMeasures),
        },
        GroupBy,
        new("grain", "How time is cut into periods.\n\n" + List(InsightCatalogue.Grains, grain => (grain.Name, grain.Description)))
        {
            Choices = Names(InsightCatalogue.Grains),
            Default = Grain.None.Name,
            Example = Grain.Day.Name,
        },
        new("from", "First business date. With it, not `range`.") { Format = "date" },
        new("to", "Last business date, included. Default: today.") { Format = "date" },
        new("range", $"Business dates relative to today, instead of `from` and `to`. Without any of them: `{InsightCatalogue.DefaultRange}`.\n\n"
            + List(InsightCatalogue.Ranges, range => (range.Name, range.Description)))
        {
            // No default in the schema: Swagger UI would send it beside from and to.
            Choices = Names(InsightCatalogue.Ranges),
        },
        TimeZone,
        new("compare", "Lay an earlier range over this one.\n\n" + List(InsightCatalogue.Comparisons, kind => (kind.Name, kind.Description)))
        {
            Choices = Names(InsightCatalogue.Comparisons),
        },
        .. Filters,
        new("orderBy", "Sort by `period`, a dimension of `groupBy`, a measure, or with `compare` a change such as `revenueChange`; `-` sorts from the highest. Missing values come last.")
        {
            Form = QueryParameterForm.CommaSeparated,
        },
        new("limit", "Rows to answer at most; `truncated` says when there are more.")
        {
            Number = (1, InsightCatalogue.MaxLimit),
            Default = InsightCatalogue.DefaultLimit.ToString(CultureInfo.InvariantCulture),
        },
        Format,
    ];

    public const string CsvExample =
        """
        period,category,revenueMinor,units,transactions
        2019-01-01,Audio,123456,7,6

        """;

    public const string NdJsonExample =
        """
        {"period":"2019-01-01","category":"Audio","revenueMinor":123456,"units":7,"transactions":6}

        """;

    public static QueryParameterDoc GroupBy => new(
        "groupBy", "One row for each combination.\n\n" + List(InsightCatalogue.Dimensions, dimension => (dimension.Name, dimension.Description)))
    {
        Choices = Names(InsightCatalogue.Dimensions),
        Form = QueryParameterForm.CommaSeparated,
    };

    public static QueryParameterDoc TimeZone => new("timeZone", "Where today is: an IANA name such as `Europe/Berlin`. Default: the service's `Insights:TimeZone`.");

    public static QueryParameterDoc Format => new("format", "How the answer comes; without it the header Accept decides.") { Choices = Names(AnswerFormat.All) };

    public static IEnumerable<QueryParameterDoc> Filters => InsightCatalogue.Dimensions.Select(dimension => new QueryParameterDoc(
        dimension.Name,
        $"Only these. Repeat it for several; letter case counts.{(dimension.Field.Nullable ? " An empty value stands for sales that have none." : "")}")
    {
        Form = QueryParameterForm.Repeated,
    });

    static string[] Names<T>(IEnumerable<T> choices) => [.. choices.Select(choice => choice!.ToString()!)];

    static string List<T>(IEnumerable<T> items, Func<T, (string Name, string Description)> describe) =>
        string.Join('\n', items.Select(describe).Select(item => $"- `{item.Name}`: {item.Description}"));
}

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
        the earlier value is 0), and a group that sold only in the earlier range has a row of zeros. A period that the earlier range does not have
        has `previousPeriod` null. Where the range reaches today, `comparedWith.complete` is false unless `until=now` cuts both sides.
        With a grain, `complete` says that the row's period lies wholly in the range, has ended at every store asked and is wholly in the lake.

        CSV and NDJSON hold the rows only, CSV with a column `currency` where amounts have one; the headers `GadgetSales-Currency`, `-Data-Through`, `-Provisional` and `-Truncated` say the rest.
        In CSV, names that a spreadsheet would run as a formula start with an apostrophe.
        """;

    public const string Example =
        """
        { "from": "2019-01-01", "to": "2019-01-31", "grain": "day", "groupBy": ["category"], "currency": "USD", "taxIncluded": true,
          "rows": [ { "period": "2019-01-01", "category": "Audio", "revenueMinor": 123456, "units": 7, "transactions": 6, "complete": true } ],
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
        GroupBy(InsightCatalogue.Dimensions),
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
        new("compare", "Lay an earlier range over this one: one of these, or business dates as `2026-01-01..2026-01-31`, the first period under the first.\n\n"
            + List(InsightCatalogue.Comparisons, kind => (kind.Name, kind.Description)))
        {
            Pattern = $"^({string.Join('|', InsightCatalogue.Comparisons)}|\\d{{4}}-\\d{{2}}-\\d{{2}}\\.\\.\\d{{4}}-\\d{{2}}-\\d{{2}})$",
        },
        new("until", "With `compare`, where the range ends today: leaves out what was sold later than it is now, today and on the day that lies under it, by each store's own clock.")
        {
            Choices = InsightParameters.UntilChoices,
        },
        Flag("likeForLike", "With `compare`: only stores that were open when the earlier range began (`openedOn`, else their first sale) and did not close before the later one ends."),
        .. Filters(InsightCatalogue.Dimensions),
        .. InsightCatalogue.Dimensions.Select(dimension => new QueryParameterDoc(
            InsightParameters.Excluding(dimension),
            $"Without these, as in `{dimension.Name}!=X`. Repeat it for several.{(dimension.Field.Nullable ? " An empty value leaves out sales that have none." : "")}")
        {
            Choices = dimension.Values,
            Form = QueryParameterForm.Repeated,
        }),
        Flag("labels", "Adds `skuLabel`, the article's latest name in the range, where rows are grouped by `sku`."),
        new("top", "Only so many groups: those with the highest value of the first measure over the whole range; where amounts are grouped by currency, of each currency.")
        {
            Number = (1, InsightCatalogue.MaxTop),
        },
        Flag("others", "With `top`: all other groups as one, whose keys are null and whose `others` is true. Its values are computed over their sales."),
        Flag("share", "Adds `…Share` for measures whose parts add up: the part of what the period comes to, without `groupBy` the range; null where that is not above 0."),
        Flag("totals", "Adds `totals`: what the whole range comes to, not cut off by `limit` or `top`. In JSON only."),
        new("fill", "A row of zeros for each group and period without sales.") { Choices = InsightParameters.FillChoices },
        new("average", "Divides what adds up by the complete business dates of the row, closed days included, by its weekday where grouped by that. Dates that still run are left out; `from` and `to` say what is left.")
        {
            Choices = InsightParameters.AverageChoices,
        },
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
        period,category,currency,revenueMinor,units,transactions,complete
        2019-01-01,Audio,USD,123456,7,6,true

        """;

    public const string NdJsonExample =
        """
        {"period":"2019-01-01","category":"Audio","revenueMinor":123456,"units":7,"transactions":6,"complete":true}

        """;

    public static QueryParameterDoc GroupBy(IReadOnlyList<Dimension> dimensions) => new(
        "groupBy", "One row for each combination.\n\n" + List(dimensions, dimension => (dimension.Name, dimension.Description)))
    {
        Choices = Names(dimensions),
        Form = QueryParameterForm.CommaSeparated,
    };

    public static QueryParameterDoc TimeZone => new("timeZone", "Where today is: an IANA name such as `Europe/Berlin`. Default: the service's `Insights:TimeZone`.");

    public static QueryParameterDoc Format => new("format", "How the answer comes; without it the header Accept decides.") { Choices = Names(AnswerFormat.All) };

    public static IEnumerable<QueryParameterDoc> Filters(IReadOnlyList<Dimension> dimensions) => dimensions.Select(dimension => new QueryParameterDoc(
        dimension.Name,
        $"Only these. Repeat it for several; letter case counts.{(dimension.Field.Nullable ? " An empty value stands for sales that have none." : "")}")
    {
        Choices = dimension.Values,
        Form = QueryParameterForm.Repeated,
    });

    static QueryParameterDoc Flag(string name, string description) => new(name, description) { Choices = QueryParameters.Flags };

    static string[] Names<T>(IEnumerable<T> choices) => [.. choices.Select(choice => choice!.ToString()!)];

    static string List<T>(IEnumerable<T> items, Func<T, (string Name, string Description)> describe) =>
        string.Join('\n', items.Select(describe).Select(item => $"- `{item.Name}`: {item.Description}"));
}

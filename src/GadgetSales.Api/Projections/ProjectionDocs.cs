using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>What the OpenAPI document says about projections.</summary>
public static class ProjectionDocs
{
    public const string Projections =
        """
        What will be sold in the coming periods, from what was sold up to and including `asOf`: with intervals, the model and the reason for it, and its error on the
        series' own past next to that of repeating the last season. A method that does not beat seasonal naive is not used.

        Periods without sales count as 0, the period that runs at `asOf` is left out of the fit and projected first, and closed weekdays and hours are projected as 0.
        A series starts with its first sale. One that is too short says so (`model.name` is `naive`). Without sales there are no groups, so no series.

        With `groupBy`, `totals` has the projection of the whole, made by itself, and the groups are moved in proportion to their own projections so that they sum to it
        exactly (Athanasopoulos, Ahmed and Hyndman 2009). Averages do not add up, nor do transactions by sku or category, because a sale of two categories counts in both:
        their totals are those of all sales, and the groups stay as they are. Amounts are whole minor units; counts have two decimals.

        The same question with the same `asOf` has the same answer until sales for its dates are added. At most 5,000 series (else 400 `too_many_series`).
        CSV and NDJSON have a row for each series and period: `kind` (history or forecast), `period`, the keys, `value`, the bounds of each level (`lower95`, `upper95`) and `model`. Totals
        are left out, so that a column can be summed.
        """;

    public const string Nowcast =
        """
        What the running day, week or month will have sold when it is over: `value` = `sold` so far + `remaining`, which is projected, with the interval of the sum. `today` has the
        running day: what it sold in its complete hours, and what is projected from what earlier days sold from that hour on. `days` has the other days of a week or month.

        Hours are those of the stores' wall clocks: ask for stores in other time zones by themselves, with their `timeZone`. What is sold after midnight counts on its business
        date. With `at` the answer is as it would have been then.

        With `groupBy`, `totals` has all groups together, as `GET /v1/projections/sales` has them. `averageBasket` does not add up over hours and days: `sold` and
        `remaining` are averages too, and `value` is theirs, weighted by the transactions so far and to come. CSV and NDJSON have a row for each group, without totals.
        """;

    public const string Events =
        """
        The projection of `GET /v1/projections/sales`, which takes the same parameters, with known events: points and intervals of an event's days are multiplied by 1 + effect, and
        a closing (-100) is projected as 0. In weeks and longer periods an event counts for its share of the days. The effect is yours: the history is not searched for earlier events.
        """;

    public const string TrackRecord =
        """
        Every projection that `GET /v1/projections/sales` answers is kept, whoever asked, and compared with what was sold once its periods have passed; the same question as of the
        same date counts once. For each measure, grain and step (1 is the first projected period): the error, next to that of seasonal naive (the last season of the grain again),
        the bias, and the share of values inside the intervals of each level. Projections whose `asOf` was set back are told apart (`backdated`): what happened was known already,
        though not used. An answer is not kept when more come than can be written, or it has more than 200,000 values (`dropped`). Needs a key for all stores.
        """;

    public static IReadOnlyList<QueryParameterDoc> NowcastParameters { get; } =
    [
        new("period", "The running period: the day, the week from Monday on, or the calendar month.") { Choices = [.. NowcastPeriod.All.Select(period => period.ToString())], Default = NowcastPeriod.Day.ToString() },
        Measures,
        GroupBy,
        Levels,
        new("at", "As it would have been then: a local time such as 2019-05-31T14:00, rounded down to the hour. Default: now."),
        InsightDocs.TimeZone,
        .. InsightDocs.Filters(InsightCatalogue.SeriesDimensions),
        InsightDocs.Format,
    ];

    public static IReadOnlyList<QueryParameterDoc> Parameters { get; } =
    [
        Measures,
        new("grain", "How time is cut into periods: hours of the stores' wall clocks, business dates, ISO weeks, calendar months, quarters and years.") { Choices = [.. ProjectionGrain.All.Select(grain => grain.ToString())], Default = ProjectionGrain.Day.ToString() },
        new("horizon", "Periods to project. Default and most by grain: " + string.Join(", ", ProjectionGrain.All.Select(
            grain => $"{grain} {grain.DefaultHorizon} ({grain.MaxHorizon})")) + ".") { Number = (1, ProjectionGrain.All.Max(grain => grain.MaxHorizon)) },
        GroupBy,
        Levels,
        new("history", "Past periods to repeat in the answer.") { Number = (0, ProjectionParameters.MaxHistory), Default = "0" },
        new("from", "Where the history starts. Default, in periods before `asOf`: " + string.Join(", ", ProjectionGrain.All.Select(
            grain => $"{grain} {grain.DefaultHistory}")) + ".") { Format = "date" },
        new("asOf", "The last business date that is used. Default: yesterday.") { Format = "date" },
        InsightDocs.TimeZone,
        .. InsightDocs.Filters(InsightCatalogue.SeriesDimensions),
        InsightDocs.Format,
    ];

    static QueryParameterDoc Groups => InsightDocs.GroupBy(InsightCatalogue.SeriesDimensions);

    static QueryParameterDoc GroupBy => Groups with { Description = Groups.Description.Replace("One row", "One series", StringComparison.Ordinal) };

    static QueryParameterDoc Measures => new("measure", "What to project.\n\n" + string.Join('\n', InsightCatalogue.SeriesMeasures.Select(
        measure => $"- `{measure.Name}`: {measure.Description}")))
    {
        Choices = [.. InsightCatalogue.SeriesMeasures.Select(measure => measure.Name)],
        Default = Measure.Revenue.Name,
    };

    public static QueryParameterDoc Levels => new("levels", "Interval levels in percent, 1 to 99.9: the actual value is to lie in a 95 % interval in 95 of 100 cases.")
    {
        Form = QueryParameterForm.CommaSeparated,
        Example = string.Join(',', ProjectionParameters.DefaultLevels.Select(level => level.ToString(CultureInfo.InvariantCulture))),
    };
}

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
        What will be sold in the coming periods, from what was sold up to and including `asOf`: `value` is the expected value, so that values add up; `median` stands beside it,
        as often below as above. With intervals, the model and the reason for it, and its error on the series' own past next to that of repeating the last season.

        Periods without sales count as 0, the period that runs at `asOf` is left out of the fit and projected first, and closed weekdays and hours are projected as 0.
        A series starts with its first sale. One that is too short says so (`model.name` is `naive`). Where nothing can be said `value` is null, and `reason` says what is needed.
        What is learnt of holidays, and what was done about outages, bulk orders and shifts, stands in `notes`. `exclude` leaves dates out, `holidays` says whose holidays matter.

        With `groupBy`, `totals` has the projection of the whole, made by itself, and the groups are moved in proportion to their own projections so that they sum to it
        exactly (Athanasopoulos, Ahmed and Hyndman 2009); with `subtotals=true` to the whole of each store, each category … too, which is the same as when it is asked for as a group.
        `sums` adds days up to weeks and months. Averages do not add up, nor do transactions by sku or category, because a sale of two categories counts in both:
        their totals are those of all sales, and the groups stay as they are. Amounts are whole minor units; counts have two decimals.

        On request: `total`, the distribution of the sum of all periods, for stock decisions; `components`, what level, trend, weekday, year, holidays, events and reconciliation make of
        each value; `backtest`, what would have been projected earlier and the accuracy by periods ahead.

        The same question with the same `asOf` has the same answer until sales for its dates are added. At most 5,000 series (else 400 `too_many_series`).
        CSV and NDJSON have a row for each series and period: `kind` (history or forecast), `period`, the keys, `value`, the bounds of each level (`lower95`, `upper95`), the quantiles
        (`q0.5` is the median) and `model`. Totals are left out, so that a column can be summed.
        """;

    public const string Nowcast =
        """
        What the running day, week or month will have sold when it is over: `value` = `sold` so far + `remaining`, which is projected, with the interval of the sum. `today` has the
        running day: what it sold in its complete hours, and what is projected from what earlier days sold from that hour on. `days` has the other days of a week or month.

        Each store is cut at its own clock: that of the zone it was described with, else that of its latest sale with an offset other than zero. The running day is the earliest
        date that still runs in one of the stores asked about that sold something in the last five weeks; where the next day has begun, the whole of it is sold. `soldThrough` is
        the hour of the store that is least far. With `at` or `timeZone` all stores are cut at that one hour of their wall clocks, and with `at` the answer is as it would have
        been then. What is sold after midnight counts on its business date.

        What cannot be taken back is never projected to fall: lower bounds are at least what was sold, of revenue and units less what is given back as often as the level says.

        With `groupBy`, `totals` has all groups together, as `GET /v1/projections/sales` has them. `averageBasket` does not add up over hours and days: `sold` and
        `remaining` are averages too, and `value` is theirs, weighted by the transactions so far and to come. CSV and NDJSON have a row for each group, without totals.
        """;

    public const string Events =
        """
        The projection of `GET /v1/projections/sales`, which takes the same parameters, with known events. With `effectPercent`, values and intervals of the event's days are multiplied by
        1 + effect, and a closing (-100) is projected as 0; in weeks and longer periods an event counts for its share of the days. Without it the effect is learnt from the event's past dates,
        shrunk by how often it was seen, and `notes` says what was found. Past dates are not taken for usual days in either case.

        `store`, `category` and `sku` say what an event is about, where the series are kept apart by it. `every` repeats its dates: each week, month or year. `opens` sells on a day that is
        closed otherwise, as much as on an open day changed by the effect.
        """;

    public const string TrackRecord =
        """
        Every projection that `GET /v1/projections/sales` answers is kept, whoever asked, and compared with what was sold once its periods have passed; the same question as of the
        same date counts once. Every night the default questions are asked, so that there is a record without anybody asking. For each measure, grain, step (1 is the first projected
        period) and currency, with `groupBy` for each store and category too: the error of the medians, next to that of seasonal naive (the last season of the grain again),
        the bias of the expected values, and the share of values inside the intervals of each level. Projections whose `asOf` was set back are told apart (`backdated`): what happened was known already,
        though not used. An answer is not kept when more come than can be written, or it has more than 200,000 values (`dropped`). Needs a key for all stores.
        """;

    public const string TrackRecordPoints =
        """
        The values behind `GET /v1/projections/track-record`: what was projected, with intervals, next to what was sold, those of the latest projections first. Of projections that were
        scored before the service kept values there are none. Needs a key for all stores.
        """;

    public const string Anomalies =
        """
        Days that sold far more or less than was expected then. Each week of the range is projected from what was sold before it, and a day that lies outside the interval of `level` is
        answered: with what was sold, the expected value and median, the interval, and `score`, how many standard deviations it lies from the median (negative: too little; at most 99). The
        largest scores come first. Of a hundred days at level 99 one lies outside by chance.

        Each series is looked at by itself. One with less than four weeks before a week is not looked at then.
        """;

    public static IReadOnlyList<QueryParameterDoc> TrackRecordParameters { get; } =
    [
        new("groupBy", "What to keep apart beside measure, grain, step and currency.") { Choices = [.. Api.Projections.TrackRecordParameters.Parts.Select(part => part.Name)], Form = QueryParameterForm.CommaSeparated },
    ];

    public static IReadOnlyList<QueryParameterDoc> TrackRecordPointParameters { get; } =
    [
        new("measure", "Only this one.") { Choices = [.. InsightCatalogue.Measures.Select(measure => measure.Name)] },
        new("grain", "Only this one.") { Choices = [.. ProjectionGrain.All.Select(grain => grain.ToString())] },
        new("step", "Only so many periods ahead.") { Number = (1, ProjectionGrain.All.Max(grain => grain.MaxHorizon)) },
        new("currency", "Only amounts in this one."),
        new("store", "Only series of this store."),
        new("category", "Only series of this category."),
        new("limit", "Values to answer at most.") { Number = (1, Api.Projections.TrackRecordParameters.MaxPoints), Default = Api.Projections.TrackRecordParameters.DefaultPoints.ToString(CultureInfo.InvariantCulture) },
    ];

    public static IReadOnlyList<QueryParameterDoc> AnomalyParameters { get; } =
    [
        Measures,
        new("from", $"The first day to look at. Default: {Api.Projections.AnomalyParameters.DefaultDays} days up to `to`.") { Format = "date" },
        new("to", "The last day to look at. Default: yesterday.") { Format = "date" },
        GroupBy,
        new("level", "Percent of the interval that a day lies outside of, 50 to 99.9.") { Default = "99" },
        new("limit", "Days to answer at most; `truncated` says when there are more.") { Number = (1, Api.Projections.AnomalyParameters.MaxLimit), Default = Api.Projections.AnomalyParameters.DefaultLimit.ToString(CultureInfo.InvariantCulture) },
        Holidays,
        InsightDocs.TimeZone,
        .. InsightDocs.Filters(InsightCatalogue.SeriesDimensions),
        InsightDocs.Format,
    ];

    public static IReadOnlyList<QueryParameterDoc> NowcastParameters { get; } =
    [
        new("period", "The running period: the day, the week from Monday on, or the calendar month.") { Choices = [.. NowcastPeriod.All.Select(period => period.ToString())], Default = NowcastPeriod.Day.ToString() },
        Measures,
        GroupBy,
        Levels,
        new("at", "As it would have been then: a local time such as 2019-05-31T14:00, rounded down to the hour. Default: now, in each store by its own clock."),
        InsightDocs.TimeZone,
        Holidays,
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
        new("quantiles", "Quantiles to answer, 0.001 to 0.999: the actual value is to lie at or below the 0.9 quantile in 90 of 100 cases.") { Form = QueryParameterForm.CommaSeparated, Example = "0.1,0.5,0.9" },
        Flag("total", "Also the distribution of the sum of all projected periods: `total`, with its own intervals and quantiles."),
        new("sums", "Also the projected periods added up to longer ones: `sums`. Of a grain's periods those that fall into the longer ones without a rest.")
        {
            Choices = [.. PeriodSum.LongerThan(Grain.Hour).Select(grain => grain.Name)],
            Form = QueryParameterForm.CommaSeparated,
            Example = "week,month",
        },
        Flag("subtotals", "Also the whole of each value of each dimension of a `groupBy` of several: `subtotals`, to which the groups sum."),
        Flag("components", "Also what makes each value: `components`."),
        Flag("backtest", "Also the backtest's rows and the accuracy by periods ahead: `backtest`."),
        Holidays,
        new("exclude", "Dates and ranges that are not learnt from, such as those of an outage; a longer period that holds one is left out whole.") { Form = QueryParameterForm.CommaSeparated, Example = "2019-04-01,2019-12-20..2019-12-26" },
        new("history", "Past periods to repeat in the answer.") { Number = (0, ProjectionParameters.MaxHistory), Default = "0" },
        new("from", "Where the history starts. Default, in periods before `asOf`: " + string.Join(", ", ProjectionGrain.All.Select(
            grain => $"{grain} {grain.DefaultHistory}")) + ".") { Format = "date" },
        new("asOf", "The last business date that is used. Default: yesterday.") { Format = "date" },
        InsightDocs.TimeZone,
        .. InsightDocs.Filters(InsightCatalogue.SeriesDimensions),
        InsightDocs.Format,
    ];

    static QueryParameterDoc Holidays => new("holidays", "Whose holidays to learn from: a country's, by its ISO 3166-1 code; `usual` for those kept nearly everywhere; `none`.")
    {
        Choices = ProjectionExtras.Holidays,
        Default = ProjectionExtras.UsualHolidays,
    };

    static QueryParameterDoc Flag(string name, string description) => new(name, description) { Choices = QueryParameters.Flags, Default = QueryParameters.Flags[1] };

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

using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Days that sold far more or less than was expected then.</summary>
/// <param name="Measure">What was looked at.</param>
/// <param name="Unit">Of every value: minor (the currency's minor unit) or count (with two decimals).</param>
/// <param name="From">The first day that was looked at.</param>
/// <param name="To">The last one.</param>
/// <param name="Level">Percent of the interval that the days lie outside of.</param>
/// <param name="GroupBy">The keys of a series.</param>
/// <param name="Currency">Of every amount; null when keys name it, when no money was asked for or nothing was sold.</param>
/// <param name="Anomalies">The furthest off first.</param>
/// <param name="Checked">How many days of series were looked at.</param>
/// <param name="Truncated">There were more than the limit.</param>
/// <param name="DataThrough">Every sale recorded up to this instant is counted.</param>
/// <param name="Statistics">What reading the history cost.</param>
public sealed record AnomalyDocument(
    string Measure, string Unit, DateOnly From, DateOnly To, double Level, IReadOnlyList<string> GroupBy, string? Currency, IReadOnlyList<AnomalyDayDocument> Anomalies, int Checked,
    bool? Truncated, DateTimeOffset? DataThrough, InsightStatistics Statistics) : IAnswerDocument
{
    public static IResult Answer(AnomalyRun run, int limit, AnswerFormat format)
    {
        var query = run.Query.History;
        Anomaly[] days = [.. run.Found.Days.Take(limit)];
        var document = new AnomalyDocument(
            query.Measure.Name, ProjectionDocument.UnitOf(query.Measure), run.Query.From, query.AsOf, query.Levels[0], [.. query.GroupBy.Select(dimension => dimension.Name)], run.Currency,
            [.. days.Select(day => AnomalyDayDocument.Of(query, day))], run.Found.Checked, run.Found.Days.Count > days.Length, run.DataThrough, InsightStatistics.Of(run.Statistics));
        return new Answer<AnomalyDocument, Anomaly>(format, document, Columns(query), days, $"anomalies-{query.AsOf:yyyy-MM-dd}");
    }

    static AnswerColumn<Anomaly>[] Columns(ProjectionQuery query)
    {
        return
        [
            new("date", day => Grain.Day.Format(day.Date.ToDateTime(TimeOnly.MinValue))),
            .. query.GroupBy.Select((dimension, i) => new AnswerColumn<Anomaly>(dimension.Name, day => day.Key[i])),
            new("sold", day => day.Sold),
            new("value", day => InUnits(day.Expected)),
            new("median", day => InUnits(day.Median)),
            new("lower", day => InUnits(day.Lower)),
            new("upper", day => InUnits(day.Upper)),
            new("score", day => Math.Round(day.Score, 2)),
        ];

        decimal InUnits(long quanta) => ProjectionDocument.InUnits(quanta, query.Measure);
    }
}

/// <param name="Key">The group's value in each dimension.</param>
/// <param name="Date">The business date.</param>
/// <param name="Sold">What was sold.</param>
/// <param name="Value">What was expected, from before its week.</param>
/// <param name="Median">As often below as above, as expected.</param>
/// <param name="Lower">The lower bound of what was expected.</param>
/// <param name="Upper">The upper bound of what was expected.</param>
/// <param name="Score">How many standard deviations it lies from the median; negative below, at most 99 either way.</param>
public sealed record AnomalyDayDocument(
    IReadOnlyDictionary<string, string?> Key, DateOnly Date, long Sold, decimal Value, decimal Median, decimal Lower, decimal Upper, double Score)
{
    internal static AnomalyDayDocument Of(ProjectionQuery query, Anomaly day)
    {
        return new AnomalyDayDocument(
            ProjectionSeriesDocument.KeyOf(query.GroupBy, day.Key), day.Date, day.Sold, InUnits(day.Expected), InUnits(day.Median), InUnits(day.Lower), InUnits(day.Upper), Math.Round(day.Score, 2));

        decimal InUnits(long quanta) => ProjectionDocument.InUnits(quanta, query.Measure);
    }
}

using System.Globalization;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>One period of one series. A negative step is a past period: -1 is the last complete one.</summary>
public sealed record ProjectionRow(SeriesProjection Series, int Step)
{
    public bool IsForecast => Step >= 0;
}

/// <summary>The answer to a question about sales to come: its document, or a row for each series and period, without totals, which would be counted twice.</summary>
public static class ProjectionAnswer
{
    public static IResult Of(ProjectionRun run, AnswerFormat format) => new Answer<ProjectionDocument, ProjectionRow>(
        format, ProjectionDocument.Of(run), Columns(run.Query), Rows(run), $"projection-{run.Query.AsOf:yyyy-MM-dd}");

    /// <summary>As answers name a period; 0 is the first that is projected.</summary>
    public static string Period(ProjectionQuery query, int step) => query.Grain.Grain.Format(query.Axis.PeriodAt(query.Axis.Length + step));

    /// <summary>The periods of history that an answer repeats.</summary>
    public static IEnumerable<int> PastSteps(ProjectionQuery query, SeriesProjection series)
    {
        var count = Math.Min(query.History, series.Sales.Values.Count);
        return Enumerable.Range(-count, count);
    }

    public static string LevelName(double level) => level.ToString(CultureInfo.InvariantCulture);

    static IEnumerable<ProjectionRow> Rows(ProjectionRun run) => run.Projection.Series.SelectMany(
        series => PastSteps(run.Query, series).Concat(Enumerable.Range(0, run.Query.Horizon)).Select(step => new ProjectionRow(series, step)));

    static AnswerColumn<ProjectionRow>[] Columns(ProjectionQuery query)
    {
        return
        [
            new("kind", row => row.IsForecast ? "forecast" : "history"),
            new("period", row => Period(query, row.Step)),
            .. query.GroupBy.Select((dimension, i) => new AnswerColumn<ProjectionRow>(dimension.Name, row => row.Series.Sales.Key[i])),
            new("value", row => row.IsForecast ? Known(row, row.Series.Points) : row.Series.Sales.Values[^-row.Step]),
            .. query.Levels.SelectMany((level, l) => (AnswerColumn<ProjectionRow>[])
            [
                new("lower" + LevelName(level), row => Known(row, row.Series.Intervals[l].Lower)),
                new("upper" + LevelName(level), row => Known(row, row.Series.Intervals[l].Upper)),
            ]),
            .. query.Quantiles.Select((quantile, q) => new AnswerColumn<ProjectionRow>("q" + LevelName(quantile), row => Known(row, row.Series.Quantiles[q].Values))),
            new("model", row => row.IsForecast ? row.Series.Model.Name : null),
        ];

        object? Known(ProjectionRow row, IReadOnlyList<long> values) => row.IsForecast && row.Series.Refusal is null ? ProjectionDocument.InUnits(values[row.Step], query.Measure) : null;
    }
}

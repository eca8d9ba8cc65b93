using System.Globalization;
using GadgetSales.Api.Insights;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>One period of one series. A negative step is a past period: -1 is the last complete one.</summary>
public sealed record ProjectionRow(SeriesProjection Series, int Step)
{
    public bool IsForecast => Step >= 0;
}

/// <summary>Projections as rows, for CSV and NDJSON.</summary>
public static class ProjectionRows
{
    /// <summary>The periods of history that an answer repeats, then the projected ones.</summary>
    public static IEnumerable<ProjectionRow> Of(ProjectionQuery query, IReadOnlyList<SeriesProjection> all)
    {
        foreach (var series in all)
        {
            for (var step = -Math.Min(query.History, series.Sales.Values.Count); step < query.Horizon; step++)
            {
                yield return new ProjectionRow(series, step);
            }
        }
    }

    public static IReadOnlyList<AnswerColumn<ProjectionRow>> Columns(ProjectionQuery query)
    {
        var scale = SeriesProjection.Scale(query.Measure);
        return
        [
            new("kind", row => row.IsForecast ? "forecast" : "history"),
            new("period", row => Period(query, row.Step)),
            .. query.GroupBy.Select((dimension, i) => new AnswerColumn<ProjectionRow>(dimension.Name, row => row.Series.Sales.Key[i])),
            new("value", row => row.IsForecast ? Value(row.Series.Points[row.Step], scale) : row.Series.Sales.Values[^-row.Step]),
            .. query.Levels.SelectMany((level, l) => (AnswerColumn<ProjectionRow>[])
            [
                new("lower" + Name(level), row => row.IsForecast ? Value(row.Series.Intervals[l].Lower[row.Step], scale) : null),
                new("upper" + Name(level), row => row.IsForecast ? Value(row.Series.Intervals[l].Upper[row.Step], scale) : null),
            ]),
            new("model", row => row.IsForecast ? row.Series.Model.Name : null),
        ];
    }

    /// <summary>As answers name a period; 0 is the first that is projected.</summary>
    public static string Period(ProjectionQuery query, int step) => query.Grain.Grain.Format(query.Axis.PeriodAt(query.Axis.Length + step));

    /// <summary>Minor units as they are, counts with two decimals.</summary>
    public static object Value(long quanta, int scale) => scale == 1 ? quanta : (decimal)quanta / scale;

    public static string Name(double level) => level.ToString(CultureInfo.InvariantCulture);
}

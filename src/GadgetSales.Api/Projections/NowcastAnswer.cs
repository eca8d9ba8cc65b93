using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>The answer to a question about a running period: its document, or a row for each series, without totals.</summary>
public static class NowcastAnswer
{
    public static IResult Of(NowcastRun run, AnswerFormat format) => new Answer<NowcastDocument, SeriesNowcast>(
        format, NowcastDocument.Of(run), Columns(run.Query), run.Nowcast.Series, $"current-{run.Query.Period}-{run.Query.At:yyyy-MM-ddTHHmm}");

    static AnswerColumn<SeriesNowcast>[] Columns(NowcastQuery query)
    {
        var question = query.Rest;
        return
        [
            new("period", _ => query.Period.Grain.Format(query.Start)),
            .. question.GroupBy.Select((dimension, i) => new AnswerColumn<SeriesNowcast>(dimension.Name, row => row.Key[i])),
            new("sold", row => row.Sold),
            new("remaining", row => InUnits(row.Remaining)),
            new("value", row => InUnits(row.Value)),
            .. question.Levels.SelectMany((level, l) => (AnswerColumn<SeriesNowcast>[])
            [
                new("lower" + ProjectionAnswer.LevelName(level), row => InUnits(row.Intervals.Count == 0 ? null : row.Intervals[l].Lower)),
                new("upper" + ProjectionAnswer.LevelName(level), row => InUnits(row.Intervals.Count == 0 ? null : row.Intervals[l].Upper)),
            ]),
            new("todayModel", row => row.Today.Series?.Model.Name),
            new("daysModel", row => row.Days?.Series?.Model.Name),
        ];

        object? InUnits(long? quanta) => NowcastSeriesDocument.InUnits(quanta, question.Measure);
    }
}

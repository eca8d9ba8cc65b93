using System.IO.Pipelines;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Sends what a running period will have sold when it is over.</summary>
public sealed record NowcastAnswer(NowcastRun Run, AnswerFormat Format) : IResult
{
    NowcastQuery Query => Run.Query;

    ProjectionQuery Question => Run.Query.Rest;

    int Scale => SeriesProjection.Scale(Question.Measure);

    public Task ExecuteAsync(HttpContext httpContext) => RowsOrJson.SendAsync(
        httpContext, Format, (Run.Currency, Run.DataThrough), $"current-{Query.Period}-{Query.At:yyyy-MM-ddTHHmm}", Columns(), Run.Nowcast.Series,
        output => WriteAsync(output, httpContext.RequestAborted));

    IReadOnlyList<AnswerColumn<SeriesNowcast>> Columns() =>
    [
        new("period", _ => Query.Period.Grain.Format(Query.Start)),
        .. Question.GroupBy.Select((dimension, i) => new AnswerColumn<SeriesNowcast>(dimension.Name, row => row.Key[i])),
        new("sold", row => row.Sold),
        new("remaining", row => Value(row.Remaining)),
        new("value", row => Value(row.Value)),
        .. Question.Levels.SelectMany((level, l) => (AnswerColumn<SeriesNowcast>[])
        [
            new("lower" + ProjectionRows.Name(level), row => Value(row.Intervals.Count == 0 ? null : row.Intervals[l].Lower)),
            new("upper" + ProjectionRows.Name(level), row => Value(row.Intervals.Count == 0 ? null : row.Intervals[l].Upper)),
        ]),
        new("todayModel", row => row.Today.Series?.Model.Name),
        new("daysModel", row => row.Days?.Series?.Model.Name),
    ];

    async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, JsonRows.Options);
        json.WriteStartObject();
        json.WriteString("period", Query.Period.ToString());
        json.WriteString("from", Grain.Day.Format(Query.Start));
        json.WriteString("to", Grain.Day.Format(Query.End.AddDays(-1)));
        json.WriteString("soldThrough", Grain.Hour.Format(Query.At));
        json.WriteString("measure", Question.Measure.Name);
        json.WriteString("unit", Question.Measure.IsMoney ? "minor" : "count");
        ProjectionJson.WriteGrouping(json, Question, Run.Currency);
        WriteAll(json, "series", Question.GroupBy, Run.Nowcast.Series);
        if (Question.GroupBy.Count > 0)
        {
            WriteAll(json, "totals", Question.TotalsBy, Run.Nowcast.Totals);
        }

        AnswerState.WriteDataThrough(json, Run.DataThrough);
        AnswerState.WriteStatistics(json, Run.Statistics);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    void WriteAll(Utf8JsonWriter json, string name, IReadOnlyList<Dimension> dimensions, IReadOnlyList<SeriesNowcast> all)
    {
        json.WriteStartArray(name);
        foreach (var nowcast in all)
        {
            json.WriteStartObject();
            ProjectionJson.WriteKey(json, dimensions, nowcast.Key);
            ModelJson.WriteValue(json, "sold", nowcast.Sold, scale: 1);
            ModelJson.WriteValue(json, "remaining", nowcast.Remaining, Scale);
            ModelJson.WriteValue(json, "value", nowcast.Value, Scale);
            WriteIntervals(json, nowcast);
            WritePart(json, "today", nowcast.Today);
            WritePart(json, "days", nowcast.Days);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WriteIntervals(Utf8JsonWriter json, SeriesNowcast nowcast)
    {
        json.WriteStartArray("intervals");
        foreach (var interval in nowcast.Intervals)
        {
            json.WriteStartObject();
            json.WriteNumber("level", interval.Level);
            ModelJson.WriteValue(json, "lower", interval.Lower, Scale);
            ModelJson.WriteValue(json, "upper", interval.Upper, Scale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WritePart(Utf8JsonWriter json, string name, NowcastPart? part)
    {
        if (part is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        ModelJson.WriteValue(json, "sold", part.Sold, scale: 1);
        ModelJson.WriteValue(json, "remaining", part.Remaining, Scale);
        if (part.Series is not null)
        {
            ModelJson.Write(json, part.Series);
        }

        json.WriteEndObject();
    }

    object? Value(long? quanta) => quanta is { } known ? ProjectionRows.Value(known, Scale) : null;
}

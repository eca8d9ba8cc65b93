using System.IO.Pipelines;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Sends what a running period will have sold when it is over.</summary>
public sealed record NowcastAnswer(NowcastQuery Query, ProjectionRun Run, AnswerFormat Format) : IResult
{
    int Scale => ProjectedSeries.Scale(Run.Query.Measure);

    public Task ExecuteAsync(HttpContext httpContext) => RowsOrJson.SendAsync(
        httpContext, Format, Run, $"current-{Query.Period}-{Query.At:yyyy-MM-ddTHHmm}", Columns(), Of(Run.Projection.Series), output => WriteAsync(output, httpContext.RequestAborted));

    IEnumerable<Nowcast> Of(IEnumerable<ProjectedSeries> series) => series.Select(each => Nowcast.Of(each, Query.Complete));

    IReadOnlyList<AnswerColumn<Nowcast>> Columns() =>
    [
        new("period", _ => Query.Period.Grain.Format(Query.Start)),
        .. Run.Query.GroupBy.Select((dimension, i) => new AnswerColumn<Nowcast>(dimension.Name, row => row.Series.Sales.Key[i])),
        new("sold", row => row.Sold),
        new("remaining", row => ProjectionRows.Value(row.Remaining, Scale)),
        new("value", row => ProjectionRows.Value(Whole(row, row.Remaining), Scale)),
        .. Run.Query.Levels.SelectMany((level, l) => (AnswerColumn<Nowcast>[])
        [
            new("lower" + ProjectionRows.Name(level), row => ProjectionRows.Value(Whole(row, row.Intervals[l].Lower), Scale)),
            new("upper" + ProjectionRows.Name(level), row => ProjectionRows.Value(Whole(row, row.Intervals[l].Upper), Scale)),
        ]),
        new("model", row => row.Series.Model.Name),
    ];

    async Task WriteAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, JsonRows.Options);
        json.WriteStartObject();
        json.WriteString("period", Query.Period.ToString());
        json.WriteString("from", Grain.Day.Format(Query.Start));
        json.WriteString("to", Grain.Day.Format(Query.End.AddDays(-1)));
        json.WriteString("soldThrough", Grain.Hour.Format(Query.At));
        json.WriteString("measure", Run.Query.Measure.Name);
        json.WriteString("unit", Run.Query.Measure.IsMoney ? "minor" : "count");
        ProjectionJson.WriteGrouping(json, Run);
        WriteAll(json, "series", Run.Query.GroupBy, Run.Projection.Series);
        if (Run.Query.GroupBy.Count > 0 && Run.Query.PartsAddUp)
        {
            WriteAll(json, "totals", Run.Query.TotalsBy, Run.Projection.Totals);
        }

        AnswerState.WriteDataThrough(json, Run.DataThrough);
        AnswerState.WriteStatistics(json, Run.Statistics);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    void WriteAll(Utf8JsonWriter json, string name, IReadOnlyList<Dimension> dimensions, IReadOnlyList<ProjectedSeries> all)
    {
        json.WriteStartArray(name);
        foreach (var nowcast in Of(all))
        {
            json.WriteStartObject();
            ProjectionJson.WriteKey(json, dimensions, nowcast.Series);
            json.WriteNumber("sold", nowcast.Sold);
            ModelJson.WriteValue(json, "remaining", nowcast.Remaining, Scale);
            ModelJson.WriteValue(json, "value", Whole(nowcast, nowcast.Remaining), Scale);
            WriteIntervals(json, nowcast);
            ModelJson.Write(json, nowcast.Series);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WriteIntervals(Utf8JsonWriter json, Nowcast nowcast)
    {
        json.WriteStartArray("intervals");
        foreach (var interval in nowcast.Intervals)
        {
            json.WriteStartObject();
            json.WriteNumber("level", interval.Level);
            ModelJson.WriteValue(json, "lower", Whole(nowcast, interval.Lower), Scale);
            ModelJson.WriteValue(json, "upper", Whole(nowcast, interval.Upper), Scale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    long Whole(Nowcast nowcast, long remaining) => checked((nowcast.Sold * Scale) + remaining);
}

using System.IO.Pipelines;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Writes a projection as one JSON document, series by series.</summary>
public static class ProjectionJson
{
    public static async Task WriteAsync(ProjectionRun answer, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, JsonRows.Options);
        var query = answer.Query;
        json.WriteStartObject();
        WriteQuestion(json, answer);
        await WriteAllAsync("series", query.GroupBy, answer.Projection.Series);
        if (query.GroupBy.Count > 0)
        {
            await WriteAllAsync("totals", query.TotalsBy, answer.Projection.Totals);
        }

        AnswerState.WriteDataThrough(json, answer.DataThrough);
        AnswerState.WriteStatistics(json, answer.Statistics);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);

        async Task WriteAllAsync(string name, IReadOnlyList<Dimension> key, IReadOnlyList<SeriesProjection> all)
        {
            json.WriteStartArray(name);
            foreach (var series in all)
            {
                WriteSeries(json, query, key, series);
                if (json.BytesPending + output.UnflushedBytes > JsonRows.FlushBytes)
                {
                    await json.FlushAsync(cancellationToken);
                    await output.FlushAsync(cancellationToken);
                }
            }

            json.WriteEndArray();
        }
    }

    static void WriteQuestion(Utf8JsonWriter json, ProjectionRun answer)
    {
        var query = answer.Query;
        json.WriteString("measure", query.Measure.Name);
        json.WriteString("unit", query.Measure.IsMoney ? "minor" : "count");
        json.WriteString("grain", query.Grain.Grain.Name);
        json.WriteNumber("horizon", query.Horizon);
        json.WriteString("asOf", Grain.Day.Format(query.AsOf.ToDateTime(TimeOnly.MinValue)));
        WriteGrouping(json, query, answer.Currency);
    }

    internal static void WriteGrouping(Utf8JsonWriter json, ProjectionQuery query, string? currency)
    {
        json.WriteStartArray("groupBy");
        foreach (var dimension in query.GroupBy)
        {
            json.WriteStringValue(dimension.Name);
        }

        json.WriteEndArray();
        json.WriteString("currency", currency);
    }

    internal static void WriteKey(Utf8JsonWriter json, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key)
    {
        json.WriteStartObject("key");
        for (var i = 0; i < dimensions.Count; i++)
        {
            json.WriteString(dimensions[i].Name, key[i]);
        }

        json.WriteEndObject();
    }

    static void WriteSeries(Utf8JsonWriter json, ProjectionQuery query, IReadOnlyList<Dimension> dimensions, SeriesProjection series)
    {
        json.WriteStartObject();
        WriteKey(json, dimensions, series.Sales.Key);
        WriteHistory(json, query, series.Sales);
        json.WriteStartArray("forecast");
        for (var step = 0; step < query.Horizon; step++)
        {
            WritePoint(json, query, series, step);
        }

        json.WriteEndArray();
        ModelJson.Write(json, series);
        json.WriteEndObject();
    }

    static void WriteHistory(Utf8JsonWriter json, ProjectionQuery query, SeriesHistory sales)
    {
        json.WriteStartArray("history");
        for (var step = -Math.Min(query.History, sales.Values.Count); step < 0; step++)
        {
            json.WriteStartObject();
            json.WriteString("period", ProjectionRows.Period(query, step));
            if (sales.Values[^-step] is { } value)
            {
                json.WriteNumber("value", value);
            }
            else
            {
                json.WriteNull("value");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WritePoint(Utf8JsonWriter json, ProjectionQuery query, SeriesProjection series, int step)
    {
        var scale = SeriesProjection.Scale(query.Measure);
        json.WriteStartObject();
        json.WriteString("period", ProjectionRows.Period(query, step));
        ModelJson.WriteValue(json, "value", series.Points[step], scale);
        json.WriteStartArray("intervals");
        foreach (var interval in series.Intervals)
        {
            json.WriteStartObject();
            json.WriteNumber("level", interval.Level);
            ModelJson.WriteValue(json, "lower", interval.Lower[step], scale);
            ModelJson.WriteValue(json, "upper", interval.Upper[step], scale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (query.Events.Count > 0)
        {
            json.WriteStartArray("events");
            foreach (var name in EventEffects.NamesAt(query, step))
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

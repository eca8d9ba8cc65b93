using System.IO.Pipelines;
using System.Text.Json;
using GadgetSales.Api.Insights;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Projections;
using GadgetSales.Core.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Writes a projection as one JSON document, series by series.</summary>
public static class ProjectionJson
{
    public static async Task WriteAsync(ProjectionAnswer answer, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, JsonRows.Options);
        var query = answer.Query;
        json.WriteStartObject();
        WriteQuestion(json, answer);
        await WriteAllAsync("series", query.GroupBy, answer.Projection.Series);
        if (query.GroupBy.Count > 0 && query.PartsAddUp)
        {
            await WriteAllAsync("totals", query.TotalsBy, answer.Projection.Totals);
        }

        AnswerState.WriteDataThrough(json, answer.DataThrough);
        AnswerState.WriteStatistics(json, answer.Statistics);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);

        async Task WriteAllAsync(string name, IReadOnlyList<Dimension> key, IReadOnlyList<ProjectedSeries> all)
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

    static void WriteQuestion(Utf8JsonWriter json, ProjectionAnswer answer)
    {
        var query = answer.Query;
        json.WriteString("measure", query.Measure.Name);
        json.WriteString("unit", query.Measure.IsMoney ? "minor" : "count");
        json.WriteString("grain", query.Grain.Grain.Name);
        json.WriteNumber("horizon", query.Horizon);
        json.WriteString("asOf", Grain.Day.Format(query.AsOf.ToDateTime(TimeOnly.MinValue)));
        json.WriteStartArray("groupBy");
        foreach (var dimension in query.GroupBy)
        {
            json.WriteStringValue(dimension.Name);
        }

        json.WriteEndArray();
        json.WriteString("currency", answer.Currency);
    }

    static void WriteSeries(Utf8JsonWriter json, ProjectionQuery query, IReadOnlyList<Dimension> dimensions, ProjectedSeries series)
    {
        json.WriteStartObject();
        json.WriteStartObject("key");
        for (var i = 0; i < dimensions.Count; i++)
        {
            json.WriteString(dimensions[i].Name, series.Sales.Key[i]);
        }

        json.WriteEndObject();
        WriteHistory(json, query, series.Sales);
        json.WriteStartArray("forecast");
        for (var step = 0; step < query.Horizon; step++)
        {
            WritePoint(json, query, series, step);
        }

        json.WriteEndArray();
        WriteModel(json, series.Model);
        WriteAccuracy(json, series.Accuracy);
        json.WriteEndObject();
    }

    static void WriteHistory(Utf8JsonWriter json, ProjectionQuery query, SalesSeries sales)
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

    static void WritePoint(Utf8JsonWriter json, ProjectionQuery query, ProjectedSeries series, int step)
    {
        var scale = ProjectedSeries.Scale(query.Measure);
        json.WriteStartObject();
        json.WriteString("period", ProjectionRows.Period(query, step));
        WriteValue(json, "value", series.Points[step], scale);
        json.WriteStartArray("intervals");
        foreach (var interval in series.Intervals)
        {
            json.WriteStartObject();
            json.WriteNumber("level", interval.Level);
            WriteValue(json, "lower", interval.Lower[step], scale);
            WriteValue(json, "upper", interval.Upper[step], scale);
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

    static void WriteModel(Utf8JsonWriter json, ForecastModel model)
    {
        json.WriteStartObject("model");
        json.WriteString("name", model.Name);
        json.WriteString("reason", model.Reason);
        json.WriteStartArray("parts");
        foreach (var part in model.Parts)
        {
            json.WriteStartObject();
            json.WriteString("method", part.Method);
            json.WriteNumber("weight", Math.Round(part.Weight, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteAccuracy(Utf8JsonWriter json, SeriesAccuracy? accuracy)
    {
        if (accuracy is null)
        {
            json.WriteNull("accuracy");
            return;
        }

        json.WriteStartObject("accuracy");
        json.WriteNumber("origins", accuracy.Origins);
        json.WriteNumber("mase", Math.Round(accuracy.Mase, 4));
        json.WriteNumber("seasonalNaiveMase", Math.Round(accuracy.SeasonalNaiveMase, 4));
        json.WriteNumber("rmsse", Math.Round(accuracy.Rmsse, 4));
        json.WriteNumber("seasonalNaiveRmsse", Math.Round(accuracy.SeasonalNaiveRmsse, 4));
        json.WriteNumber("skill", Math.Round(accuracy.Skill, 4));
        json.WriteString("skillMeasure", accuracy.SkillMeasure == SkillMeasure.Mase ? "mase" : "rmsse");
        json.WriteStartObject("coverage");
        foreach (var (level, share) in accuracy.Coverage.OrderBy(pair => pair.Key))
        {
            json.WriteNumber(ProjectionRows.Name(level), Math.Round(share, 4));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteValue(Utf8JsonWriter json, string name, long quanta, int scale)
    {
        if (scale == 1)
        {
            json.WriteNumber(name, quanta);
        }
        else
        {
            json.WriteNumber(name, (decimal)quanta / scale);
        }
    }
}

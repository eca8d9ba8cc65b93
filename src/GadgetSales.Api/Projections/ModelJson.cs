using GadgetSales.Projections.Backtesting;
using System.Text.Json;
using GadgetSales.Projections;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Writes what made a series' projection and how good it was.</summary>
static class ModelJson
{
    public static void Write(Utf8JsonWriter json, SeriesProjection series)
    {
        WriteModel(json, series.Model);
        WriteAccuracy(json, series.Accuracy);
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

    /// <summary>Null where an average has nothing to be of.</summary>
    public static void WriteValue(Utf8JsonWriter json, string name, long? quanta, int scale)
    {
        if (quanta is not { } known)
        {
            json.WriteNull(name);
        }
        else if (scale == 1)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNumber(name, (decimal)known / scale);
        }
    }
}

using System.Text.Json;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Writes what every answer from the lake says about itself: how fresh it is and what it cost.</summary>
static class AnswerState
{
    public static void WriteDataThrough(Utf8JsonWriter json, DateTimeOffset? dataThrough)
    {
        if (dataThrough is { } through)
        {
            json.WriteString("dataThrough", through.UtcDateTime);
        }
        else
        {
            json.WriteNull("dataThrough");
        }
    }

    public static void WriteStatistics(Utf8JsonWriter json, LakeStatistics statistics)
    {
        json.WriteStartObject("statistics");
        json.WriteString("engine", statistics.Engine);
        json.WriteNumber("elapsedMs", Math.Round(statistics.ElapsedMs, 1));
        WriteCount(json, "rowsRead", statistics.RowsRead);
        WriteCount(json, "bytesRead", statistics.BytesRead);
        json.WriteString("queryId", statistics.QueryId);
        json.WriteBoolean("cached", statistics.Cached);
        json.WriteEndObject();
    }

    static void WriteCount(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

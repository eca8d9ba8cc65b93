using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Writes answers as one JSON document, or as one object a line.</summary>
public static class InsightJson
{
    const int FlushBytes = 32 * 1024;

    // The answer is UTF-8 JSON and never part of a page, so names come as they are.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(InsightAnswer answer, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteQuestion(json, answer);
        json.WriteStartArray("rows");
        var columns = InsightColumns.Of(answer.Query);
        foreach (var row in answer.Table.Rows)
        {
            WriteRow(json, columns, row);
            if (json.BytesPending + output.UnflushedBytes > FlushBytes)
            {
                await json.FlushAsync(cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        WriteState(json, answer);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public static async Task WriteLinesAsync(InsightAnswer answer, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Options);
        var columns = InsightColumns.Of(answer.Query);
        foreach (var row in answer.Table.Rows)
        {
            WriteRow(json, columns, row);
            await json.FlushAsync(cancellationToken);
            json.Reset();
            output.Write("\n"u8);
            if (output.UnflushedBytes > FlushBytes)
            {
                await output.FlushAsync(cancellationToken);
            }
        }

        await output.FlushAsync(cancellationToken);
    }

    static void WriteQuestion(Utf8JsonWriter json, InsightAnswer answer)
    {
        var query = answer.Query;
        WriteSpan(json, query.Span);
        json.WriteString("grain", query.Grain.Name);
        json.WriteStartArray("groupBy");
        foreach (var dimension in query.GroupBy)
        {
            json.WriteStringValue(dimension.Name);
        }

        json.WriteEndArray();
        json.WriteString("currency", answer.Table.Currency);
        if (query.Comparison is { } comparison)
        {
            json.WriteStartObject("comparedWith");
            json.WriteString("compare", comparison.Kind.Name);
            WriteSpan(json, comparison.Span);
            json.WriteEndObject();
        }
    }

    static void WriteSpan(Utf8JsonWriter json, DateSpan span)
    {
        json.WriteString("from", Grain.Day.Format(span.From.ToDateTime(TimeOnly.MinValue)));
        json.WriteString("to", Grain.Day.Format(span.To.ToDateTime(TimeOnly.MinValue)));
    }

    static void WriteRow(Utf8JsonWriter json, IReadOnlyList<InsightColumn> columns, InsightRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            switch (column.Of(row))
            {
                case long number:
                    json.WriteNumber(column.Encoded, number);
                    break;
                case double number:
                    json.WriteNumber(column.Encoded, number);
                    break;
                case string text:
                    json.WriteString(column.Encoded, text);
                    break;
                default:
                    json.WriteNull(column.Encoded);
                    break;
            }
        }

        json.WriteEndObject();
    }

    static void WriteState(Utf8JsonWriter json, InsightAnswer answer)
    {
        json.WriteBoolean("truncated", answer.Table.Truncated);
        if (answer.DataThrough is { } through)
        {
            json.WriteString("dataThrough", through.UtcDateTime);
        }
        else
        {
            json.WriteNull("dataThrough");
        }

        json.WriteBoolean("provisional", answer.Provisional);
        WriteStatistics(json, answer.Table.Statistics);
    }

    static void WriteStatistics(Utf8JsonWriter json, LakeStatistics statistics)
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

using System.IO.Pipelines;
using System.Text.Json;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Writes answers as one JSON document.</summary>
public static class InsightJson
{
    public static async Task WriteAsync(InsightAnswer answer, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, JsonRows.Options);
        json.WriteStartObject();
        WriteQuestion(json, answer);
        json.WriteStartArray("rows");
        var columns = InsightColumns.Of(answer.Query);
        foreach (var row in answer.Table.Rows)
        {
            JsonRows.WriteRow(json, columns, row);
            if (json.BytesPending + output.UnflushedBytes > JsonRows.FlushBytes)
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

    static void WriteState(Utf8JsonWriter json, InsightAnswer answer)
    {
        json.WriteBoolean("truncated", answer.Table.Truncated);
        AnswerState.WriteDataThrough(json, answer.DataThrough);
        json.WriteBoolean("provisional", answer.Provisional);
        AnswerState.WriteStatistics(json, answer.Table.Statistics);
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GadgetSales.Api.Insights;

/// <summary>Writes the rows of answers as JSON objects: within a document, or one a line.</summary>
public static class JsonRows
{
    /// <summary>Bytes after which a writer of many rows sends what it has.</summary>
    public const int FlushBytes = 32 * 1024;

    // The answer is UTF-8 JSON and never part of a page, so names come as they are.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteLinesAsync<TRow>(
        IReadOnlyList<AnswerColumn<TRow>> columns, IEnumerable<TRow> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Options);
        foreach (var row in rows)
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

    public static void WriteRow<TRow>(Utf8JsonWriter json, IReadOnlyList<AnswerColumn<TRow>> columns, TRow row)
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
                case decimal number:
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
}

using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GadgetSales.Api.Answers;

/// <summary>Writes answers as NDJSON: each row as an object on a line.</summary>
public static class NdJsonRows
{
    const int FlushBytes = 32 * 1024;

    public static async Task WriteAsync(IEnumerable<AnswerRow> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Problem.Unescaped);
        foreach (var row in rows)
        {
            row.WriteTo(json);
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
}

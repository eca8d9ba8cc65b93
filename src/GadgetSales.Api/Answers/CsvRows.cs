using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GadgetSales.Api.Answers;

/// <summary>
/// Writes answers as CSV (RFC 4180: CRLF, quotes doubled, UTF-8 without a byte order mark, empty for null). Text that a spreadsheet would run as a
/// formula gets an apostrophe in front: names come from tills, and whoever opens the file must not run them. JSON and NDJSON have names as they are.
/// </summary>
public static class CsvRows
{
    const int FlushChars = 16 * 1024;

    public static async Task WriteAsync<TRow>(
        IReadOnlyList<AnswerColumn<TRow>> columns, IEnumerable<TRow> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().AppendJoin(',', columns.Select(column => column.Name)).Append("\r\n");
        foreach (var row in rows)
        {
            AppendRow(text, columns, row);
            if (text.Length > FlushChars)
            {
                await FlushAsync(text, output, cancellationToken);
            }
        }

        await FlushAsync(text, output, cancellationToken);
    }

    static void AppendRow<TRow>(StringBuilder text, IReadOnlyList<AnswerColumn<TRow>> columns, TRow row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _ = i == 0 ? text : text.Append(',');
            _ = columns[i].Of(row) switch
            {
                string name => AppendText(text, name),
                bool flag => text.Append(flag ? "true" : "false"),
                double number => text.Append(number.ToString("R", CultureInfo.InvariantCulture)),
                IFormattable number => text.Append(number.ToString(format: null, CultureInfo.InvariantCulture)),
                _ => text,
            };
        }

        text.Append("\r\n");
    }

    static StringBuilder AppendText(StringBuilder text, string value)
    {
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
        {
            value = "'" + value;
        }

        // Quotes keep an empty name apart from none.
        var mustQuote = value.Length == 0 || value.AsSpan().IndexOfAny(",\"\r\n") >= 0;
        return mustQuote ? text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"') : text.Append(value);
    }

    static async Task FlushAsync(StringBuilder text, PipeWriter output, CancellationToken cancellationToken)
    {
        foreach (var chunk in text.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }

        text.Clear();
        await output.FlushAsync(cancellationToken);
    }
}

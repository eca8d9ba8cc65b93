using System.Text.Json;

namespace GadgetSales.Api.Sales;

/// <summary>Finds the items of a batch in its bytes without reading them: each is then read by the same intake as a single sale.</summary>
static class BatchDocument
{
    public const int MaxItems = 1_000;

    /// <summary>The place of every element, or why there is no array of at most 1,000 elements.</summary>
    public static Problem? SplitArray(ReadOnlySpan<byte> utf8, List<Range> items)
    {
        var json = new Utf8JsonReader(utf8);
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                return new Problem(ProblemKind.MalformedJson, "A batch is an array of sales, or lines of them with Content-Type: application/x-ndjson.");
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                items.Add(start..(int)json.BytesConsumed);
            }

            // Anything behind the array is malformed, and only another read finds it.
            json.Read();
        }
        catch (JsonException error)
        {
            return new Problem(ProblemKind.MalformedJson, $"Is not valid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; nothing was recorded.");
        }

        return TooMany(items);
    }

    /// <summary>The place of every line that is not blank, or why they are too many.</summary>
    public static Problem? SplitLines(ReadOnlySpan<byte> utf8, List<Range> items)
    {
        foreach (var line in utf8.Split((byte)'\n'))
        {
            if (!utf8[line].Trim(" \t\r"u8).IsEmpty)
            {
                items.Add(line);
            }
        }

        return TooMany(items);
    }

    static Problem? TooMany(List<Range> items) =>
        items.Count > MaxItems ? new Problem(ProblemKind.BatchTooLarge, $"The batch holds {items.Count:N0} sales.") : null;
}

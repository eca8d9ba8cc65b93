using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GadgetSales.Core.Lake;

namespace GadgetSales.Tests.Support;

/// <summary>
/// Reads a transformed record as Firehose's OpenX JSON SerDe does before it writes Parquet: documents one after another, columns by name in any case, members that
/// are no column gone without a word, times it does not know NULL.
/// </summary>
public static partial class OpenXJson
{
    static readonly Dictionary<string, LakeType> Columns =
        LakeSchema.Fields.Where(field => field.Name != LakeSchema.Partition).ToDictionary(field => field.Name, field => field.Type);

    /// <summary>One JSON object a row, with the table's columns only.</summary>
    /// <exception cref="FormatException">A document is no object, or an integer column holds something else.</exception>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> record)
    {
        var rows = new List<string>();
        var json = new Utf8JsonReader(record, new JsonReaderOptions { AllowMultipleValues = true });
        while (json.Read())
        {
            using var document = JsonDocument.ParseValue(ref json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"A document is a JSON {document.RootElement.ValueKind}.");
            }

            rows.Add(Row(document.RootElement).ToJsonString());
        }

        return rows;
    }

    static JsonObject Row(JsonElement document)
    {
        var row = new JsonObject();
        foreach (var member in document.EnumerateObject())
        {
            var name = member.Name.ToLowerInvariant();
            if (!Columns.TryGetValue(name, out var type) || member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            row[name] = type switch
            {
                LakeType.Bigint => member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var integer)
                    ? integer
                    : throw new FormatException($"{name} is {member.Value.GetRawText()}, not a bigint."),
                LakeType.Timestamp => Timestamp().IsMatch(member.Value.ToString()) ? member.Value.ToString() : null,
                _ => member.Value.ToString(),
            };
        }

        return row;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,9})?Z| \d\d:\d\d:\d\d(\.\d{1,9})?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Timestamp();
}

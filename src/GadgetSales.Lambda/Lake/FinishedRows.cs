using System.Globalization;
using System.Text.Json;
using GadgetSales.Core.Lake;

namespace GadgetSales.Lambda.Lake;

/// <summary>
/// Rows that this function made earlier. Firehose keeps a record it could not convert or place as the rows it had become; sent again, they pass as
/// they are.
/// </summary>
static class FinishedRows
{
    static readonly string[] Required = [.. LakeSchema.Fields.Where(field => !field.Nullable).Select(field => field.Name)];

    public static bool Looks(ReadOnlySpan<byte> record) => record.StartsWith(FactJson.Start);

    /// <summary>The rows' one business date and how many there are.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FormatException">Not rows of the lake, or of more than one date.</exception>
    public static (DateOnly Date, int Rows) Read(ReadOnlySpan<byte> record)
    {
        DateOnly? date = null;
        var rows = 0;
        foreach (var range in record.Split((byte)'\n'))
        {
            var document = record[range];
            if (document.IsEmpty)
            {
                continue;
            }

            var found = ReadDate(document);
            if (found != (date ??= found))
            {
                throw new FormatException("The rows are of more than one sale_date.");
            }

            rows++;
        }

        return (date ?? throw new FormatException("The record holds no rows."), rows);
    }

    static DateOnly ReadDate(ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        var required = 0;
        DateOnly? date = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            required += Array.IndexOf(Required, name) >= 0 ? 1 : 0;
            json.Read();
            if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
            {
                throw new FormatException("A row holds texts, numbers, true and false only.");
            }

            if (name == LakeSchema.Partition && json.TokenType == JsonTokenType.String)
            {
                date = DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }

        return !json.Read() && required == Required.Length && date is { } found ? found : throw new FormatException("The record holds something that is no row of the lake.");
    }
}

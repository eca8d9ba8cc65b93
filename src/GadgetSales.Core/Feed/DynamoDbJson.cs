using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GadgetSales.Core.Sales;

namespace GadgetSales.Core.Feed;

/// <summary>
/// Reads items of <see cref="SaleTable"/> in DynamoDB's own JSON (<c>{"sale_id":{"S":"A:1"},"version":{"N":"1"},…}</c>), which is how streams, pipes
/// and exports carry them. Numbers stay text until they are integers: nothing passes through a float.
/// </summary>
public static class DynamoDbJson
{
    static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc cref="ReadSale(ref Utf8JsonReader)"/>
    /// <param name="image">An item, whole.</param>
    public static RecordedSale? ReadSale(ReadOnlySpan<byte> image)
    {
        var json = new Utf8JsonReader(image);
        return ReadSale(ref json);
    }

    /// <summary>The sale that an item holds, or null for an item that is none: the marker of a void.</summary>
    /// <param name="json">On the brace that opens the item, or before it; afterwards on the one that closes it.</param>
    /// <exception cref="FormatException">The item is damaged or is no item; the message says where.</exception>
    public static RecordedSale? ReadSale(ref Utf8JsonReader json)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        string? key;
        try
        {
            using var plain = new Utf8JsonWriter(buffer, Unescaped);
            key = CopyItem(ref json, plain);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"The item is not DynamoDB JSON: {error.Message}", error);
        }

        return key is not null && !SaleId.IsValid(key) ? null : SaleJson.ReadRecorded(buffer.WrittenSpan);
    }

    static string? CopyItem(ref Utf8JsonReader json, Utf8JsonWriter plain)
    {
        if (json.TokenType == JsonTokenType.None)
        {
            json.Read();
        }

        Expect(ref json, JsonTokenType.StartObject);
        string? key = null;
        plain.WriteStartObject();
        while (ReadName(ref json))
        {
            var name = json.GetString()!;
            if (name == SaleTable.SaleId)
            {
                plain.WritePropertyName("saleId"u8);
                key = CopyKey(ref json, plain);
            }
            else if (SaleTable.Owns(name))
            {
                json.Read();
                json.Skip();
            }
            else
            {
                plain.WritePropertyName(name);
                CopyValue(ref json, plain);
            }
        }

        plain.WriteEndObject();
        plain.Flush();
        return key;
    }

    static string CopyKey(ref Utf8JsonReader json, Utf8JsonWriter plain)
    {
        Open(ref json);
        if (!json.ValueTextEquals("S"u8))
        {
            throw new JsonException($"The key {SaleTable.SaleId} is not a string.");
        }

        Next(ref json, JsonTokenType.String);
        var key = json.GetString()!;
        plain.WriteStringValue(key);
        Next(ref json, JsonTokenType.EndObject);
        return key;
    }

    /// <summary>Copies one <c>{"S":…}</c> and the like; ends on its closing brace.</summary>
    static void CopyValue(ref Utf8JsonReader json, Utf8JsonWriter plain)
    {
        Open(ref json);
        var type = json.ValueTextEquals("BOOL"u8) || (json.ValueSpan.Length == 1 && json.ValueSpan[0] != 'B') ? json.ValueSpan[0] : (byte)0;
        switch (type)
        {
            case (byte)'S':
                Next(ref json, JsonTokenType.String);
                plain.WriteStringValue(json.GetString());
                break;
            case (byte)'N':
                Next(ref json, JsonTokenType.String);
                CopyNumber(json.GetString()!, plain);
                break;
            case (byte)'B':
                json.Read();
                plain.WriteBooleanValue(json.GetBoolean());
                break;
            case (byte)'M':
                Next(ref json, JsonTokenType.StartObject);
                CopyMap(ref json, plain);
                break;
            case (byte)'L':
                Next(ref json, JsonTokenType.StartArray);
                CopyList(ref json, plain);
                break;
            default:
                throw new JsonException($"Sales hold S, N, BOOL, M and L, not {json.GetString()}.");
        }

        Next(ref json, JsonTokenType.EndObject);
    }

    static void CopyMap(ref Utf8JsonReader json, Utf8JsonWriter plain)
    {
        plain.WriteStartObject();
        while (ReadName(ref json))
        {
            plain.WritePropertyName(json.GetString()!);
            CopyValue(ref json, plain);
        }

        plain.WriteEndObject();
    }

    static void CopyList(ref Utf8JsonReader json, Utf8JsonWriter plain)
    {
        plain.WriteStartArray();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            CopyValue(ref json, plain);
        }

        plain.WriteEndArray();
    }

    static void CopyNumber(string text, Utf8JsonWriter plain)
    {
        if (text.Length == 0 || !(text[0] == '-' || char.IsAsciiDigit(text[0])))
        {
            throw new JsonException($"The number '{text}' is none.");
        }

        plain.WriteRawValue(text);
    }

    /// <summary>Moves into a typed value, to the name of its type. In a list the reader is on the brace already.</summary>
    static void Open(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
        }

        Expect(ref json, JsonTokenType.StartObject);
        Next(ref json, JsonTokenType.PropertyName);
    }

    static bool ReadName(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    static void Next(ref Utf8JsonReader json, JsonTokenType expected)
    {
        json.Read();
        Expect(ref json, expected);
    }

    static void Expect(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected)
        {
            throw new JsonException($"Expected {expected} at byte {json.TokenStartIndex}, found {json.TokenType}.");
        }
    }
}

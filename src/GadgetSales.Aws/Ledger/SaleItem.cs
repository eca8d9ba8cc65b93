using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;

namespace GadgetSales.Aws.Ledger;

/// <summary>
/// A recorded sale as an item of <see cref="SaleTable"/>, both ways and without loss: it goes through <see cref="SaleJson"/>, so there is one list
/// of members, and numbers are copied digit by digit.
/// </summary>
static class SaleItem
{
    static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The item of a sale and its keys.</summary>
    /// <param name="sale">The content that is recorded.</param>
    /// <param name="recorded">What <see cref="SaleJson.WriteRecorded"/> wrote of it.</param>
    public static Dictionary<string, AttributeValue> Of(Sale sale, ReadOnlySpan<byte> recorded)
    {
        var json = new Utf8JsonReader(recorded);
        json.Read();
        var item = ToMap(ref json);
        item.Remove("saleId", out var id);
        item.Add(SaleTable.SaleId, id!);
        item.Add(SaleTable.StoreDay, new AttributeValue(SaleTable.StoreDayOf(sale.StoreId, sale.BusinessDate)));
        item.Add(SaleTable.SoldAtSaleId, new AttributeValue(SaleTable.SoldAtSaleIdOf(sale.SoldAt.UtcTicks, sale.SaleId)));
        if (sale.ExternalId is { } externalId)
        {
            item.Add(SaleTable.ExternalId, new AttributeValue(externalId));
        }

        return item;
    }

    /// <summary>The sale that an item holds.</summary>
    /// <exception cref="FormatException">The item is damaged.</exception>
    public static RecordedSale Read(Dictionary<string, AttributeValue> item)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Unescaped))
        {
            json.WriteStartObject();
            foreach (var (name, value) in item)
            {
                if (name == SaleTable.SaleId)
                {
                    json.WriteString("saleId"u8, value.S);
                }
                else if (!SaleTable.Owns(name))
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }
            }

            json.WriteEndObject();
        }

        return SaleJson.ReadRecorded(buffer.WrittenSpan);
    }

    static Dictionary<string, AttributeValue> ToMap(ref Utf8JsonReader json)
    {
        var map = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            map.Add(name, ToValue(ref json));
        }

        return map;
    }

    static AttributeValue ToValue(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => new AttributeValue { S = json.GetString() },
        JsonTokenType.Number => new AttributeValue { N = Encoding.UTF8.GetString(json.ValueSpan) },
        JsonTokenType.True or JsonTokenType.False => new AttributeValue { BOOL = json.TokenType == JsonTokenType.True },
        JsonTokenType.StartObject => new AttributeValue { M = ToMap(ref json) },
        JsonTokenType.StartArray => new AttributeValue { L = ToList(ref json) },
        _ => throw new FormatException($"A recorded sale holds no {json.TokenType}."),
    };

    static List<AttributeValue> ToList(ref Utf8JsonReader json)
    {
        var list = new List<AttributeValue>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(ToValue(ref json));
        }

        return list;
    }

    static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        if (value.S is not null)
        {
            json.WriteStringValue(value.S);
        }
        else if (value.N is not null)
        {
            json.WriteRawValue(value.N);
        }
        else if (value.BOOL is { } flag)
        {
            json.WriteBooleanValue(flag);
        }
        else if (value.M is not null)
        {
            json.WriteStartObject();
            foreach (var (name, member) in value.M)
            {
                json.WritePropertyName(name);
                Write(json, member);
            }

            json.WriteEndObject();
        }
        else if (value.L is not null)
        {
            json.WriteStartArray();
            value.L.ForEach(element => Write(json, element));
            json.WriteEndArray();
        }
        else
        {
            throw new FormatException("An item of the ledger holds a value that is neither S, N, BOOL, M nor L.");
        }
    }
}

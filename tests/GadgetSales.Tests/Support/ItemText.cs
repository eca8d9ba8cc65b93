using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;

namespace GadgetSales.Tests.Support;

/// <summary>An item of the SDK as DynamoDB's own JSON, as a stream would carry it; and its size as DynamoDB counts it.</summary>
static class ItemText
{
    const int ContainerBytes = 3;

    internal static JsonObject Of(Dictionary<string, AttributeValue> item) =>
        new(item.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)Of(attribute.Value))));

    internal static byte[] Utf8(Dictionary<string, AttributeValue> item) => DynamoDbText.Utf8(Of(item));

    /// <summary>
    /// Bytes against the limit of 400 KB: names and texts as UTF-8; a number one byte for every two digits, one more, and one for a sign; a list or map
    /// 3 bytes and one for each element ("DynamoDB item sizes and formats").
    /// </summary>
    internal static int SizeOf(Dictionary<string, AttributeValue> item) => item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + SizeOf(attribute.Value));

    static JsonObject Of(AttributeValue value) => value switch
    {
        { S: { } text } => new() { ["S"] = text },
        { N: { } number } => new() { ["N"] = number },
        { BOOL: { } flag } => new() { ["BOOL"] = flag },
        { M: { } map } => new() { ["M"] = Of(map) },
        { L: { } list } => new() { ["L"] = new JsonArray([.. list.Select(Of)]) },
        _ => throw new ArgumentException("Neither S, N, BOOL, M nor L.", nameof(value)),
    };

    static int SizeOf(AttributeValue value) => value switch
    {
        { S: { } text } => Encoding.UTF8.GetByteCount(text),
        { N: { } number } => ((number.TrimStart('-').Length + 1) / 2) + 1 + (number[0] == '-' ? 1 : 0),
        { BOOL: not null } => 1,
        { M: { } map } => ContainerBytes + map.Count + SizeOf(map),
        _ => ContainerBytes + value.L.Count + value.L.Sum(SizeOf),
    };
}

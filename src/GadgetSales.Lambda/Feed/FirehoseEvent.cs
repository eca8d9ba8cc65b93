using System.Buffers.Text;
using System.Text.Json;

namespace GadgetSales.Lambda.Feed;

/// <summary>
/// What Firehose sends to a transformation: <c>{"invocationId":…,"records":[{"recordId":…,"data":base64,…}]}</c>
/// (https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html). Records point into the event's own bytes.
/// </summary>
readonly ref struct FirehoseEvent
{
    /// <exception cref="FormatException">Not an event, or a record in it has no id: then no answer could name it.</exception>
    public FirehoseEvent(ReadOnlyMemory<byte> utf8, List<FirehoseRecord> records)
    {
        records.Clear();
        var json = new Utf8JsonReader(utf8.Span);
        var found = false;
        try
        {
            Expect(json.Read() && json.TokenType == JsonTokenType.StartObject, "it is no object");
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isInvocation = json.ValueTextEquals("invocationId"u8);
                var isRecords = json.ValueTextEquals("records"u8);
                json.Read();
                if (isInvocation && json.TokenType == JsonTokenType.String)
                {
                    InvocationId = json.GetString();
                }
                else if (isRecords)
                {
                    Expect(!found && json.TokenType == JsonTokenType.StartArray, "its records are no array");
                    found = true;
                    ReadRecords(ref json, utf8, records);
                }
                else
                {
                    json.Skip();
                }
            }

            Expect(!json.Read(), "something follows it");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The event is not what Firehose sends: {error.Message}", error);
        }

        Expect(found, "it has no records");
    }

    public string? InvocationId { get; }

    static void ReadRecords(ref Utf8JsonReader json, ReadOnlyMemory<byte> utf8, List<FirehoseRecord> records)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(json.TokenType == JsonTokenType.StartObject, "a record is no object");
            ReadOnlyMemory<byte>? id = null, data = null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isId = json.ValueTextEquals("recordId"u8);
                var isData = json.ValueTextEquals("data"u8);
                json.Read();
                if (isId && json.TokenType == JsonTokenType.String)
                {
                    id = Text(json, utf8);
                }
                else if (isData && json.TokenType == JsonTokenType.String)
                {
                    data = Text(json, utf8);
                }
                else
                {
                    json.Skip();
                }
            }

            Expect(id is not null, "a record has no recordId");
            records.Add(new FirehoseRecord(id!.Value, data ?? default));
        }
    }

    /// <summary>The string at the reader as it stands in the event, escapes and all, without its quotes.</summary>
    static ReadOnlyMemory<byte> Text(in Utf8JsonReader json, ReadOnlyMemory<byte> utf8) => utf8.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length);

    static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException($"The event is not what Firehose sends: {otherwise}.");
        }
    }
}

/// <summary>One record of a batch. Both texts are kept as the event spells them, so that an answer can repeat them to the byte.</summary>
/// <param name="Id">Opaque; the answer names the record by it.</param>
/// <param name="Data">Base64, empty when the record has none.</param>
readonly record struct FirehoseRecord(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Data)
{
    /// <summary>Upper bound of what <see cref="TryDecode"/> writes.</summary>
    public int MaxLength => Base64.GetMaxDecodedFromUtf8Length(Data.Length);

    /// <summary>False when the data is not base64.</summary>
    public bool TryDecode(Span<byte> into, out int length) =>
        Base64.DecodeFromUtf8(Data.Span, into, out var consumed, out length) == System.Buffers.OperationStatus.Done && consumed == Data.Length;
}

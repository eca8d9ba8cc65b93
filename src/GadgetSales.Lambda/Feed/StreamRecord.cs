using System.Text.Json;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Lambda.Feed;

/// <summary>
/// A change of the ledger's table as DynamoDB tells it, through an EventBridge Pipe or through Kinesis Data Streams for DynamoDB. The two differ in
/// members that are not read here (versions, ARNs, sequence numbers) and in the unit of ApproximateCreationDateTime: s, ms or µs, told by its size.
/// </summary>
readonly ref struct StreamRecord
{
    const string TimeToLive = "dynamodb.amazonaws.com";

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string is no valid UTF-16.</exception>
    /// <exception cref="FormatException">JSON, but no change of a table.</exception>
    public StreamRecord(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        var found = false;
        if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                switch (Member(ref json))
                {
                    case "eventID":
                        EventId = Text(ref json);
                        break;
                    case "eventName":
                        EventName = Text(ref json);
                        break;
                    case "userIdentity":
                        IsExpiry = ReadExpiry(ref json);
                        break;
                    case "dynamodb":
                        found = true;
                        var (newImage, oldImage, createdAt) = ReadImages(ref json);
                        CreatedAt = createdAt;
                        NewImage = utf8[newImage];
                        OldImage = utf8[oldImage];
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }
        }

        // Reading on proves that nothing follows.
        if (!found || json.Read())
        {
            throw new FormatException("The record is no change of a DynamoDB table.");
        }
    }

    public string? EventId { get; }

    /// <summary>INSERT, MODIFY or REMOVE.</summary>
    public string? EventName { get; }

    /// <summary>The table's time to live removed the item: nobody cancelled a sale.</summary>
    public bool IsExpiry { get; }

    /// <summary>When DynamoDB committed the change; null when the record does not say.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>DynamoDB JSON; empty when the record has none.</summary>
    public ReadOnlySpan<byte> NewImage { get; }

    /// <summary>DynamoDB JSON; empty when the record has none.</summary>
    public ReadOnlySpan<byte> OldImage { get; }

    /// <summary>The change, or null when it is none of a sale: an expiry, or the marker of a void.</summary>
    /// <exception cref="FormatException">The change cannot be told from the record; the message says why.</exception>
    public SaleChange? ReadChange()
    {
        var type = EventName switch
        {
            "INSERT" => ChangeType.Insert,
            "MODIFY" => ChangeType.Modify,
            "REMOVE" => ChangeType.Remove,
            _ => throw new FormatException("The record's eventName is none of INSERT, MODIFY and REMOVE."),
        };
        if (type == ChangeType.Remove && IsExpiry)
        {
            return null;
        }

        if (ReadImage(type) is not { } sale)
        {
            return null;
        }

        if (type == ChangeType.Modify && !OldImage.IsEmpty && DynamoDbJson.ReadSale(OldImage)?.Sale.BusinessDate is { } before && before != sale.Sale.BusinessDate)
        {
            // One record has one partition: the row under the old date would stay and count twice.
            throw new FormatException($"The sale {sale.Sale.SaleId} has moved to another business date, which is never rewritten.");
        }

        var eventId = EventId is { Length: > 0 } id ? id : throw new FormatException("The record has no eventID.");
        return new SaleChange(type, sale, eventId, CreatedAt);
    }

    RecordedSale? ReadImage(ChangeType type)
    {
        var image = type == ChangeType.Remove ? OldImage : NewImage;
        return image.IsEmpty
            ? throw new FormatException($"The record has no {(type == ChangeType.Remove ? "OldImage" : "NewImage")}: the table's stream must carry new and old images.")
            : DynamoDbJson.ReadSale(image);
    }

    /// <summary>The command line's GetRecords spells the member with a capital letter, pipes and Kinesis without.</summary>
    static bool ReadExpiry(ref Utf8JsonReader json)
    {
        var expiry = false;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Member(ref json) is "principalId" or "PrincipalId")
            {
                expiry |= Text(ref json) == TimeToLive;
            }
            else
            {
                json.Skip();
            }
        }

        return expiry;
    }

    /// <summary>Where the images stand in the record; empty where there is none.</summary>
    static (Range New, Range Old, DateTimeOffset? CreatedAt) ReadImages(ref Utf8JsonReader json)
    {
        Range newImage = default, oldImage = default;
        DateTimeOffset? createdAt = null;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("The record's member dynamodb is no object.");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Member(ref json);
            var start = (int)json.TokenStartIndex;
            var isObject = json.TokenType == JsonTokenType.StartObject;
            createdAt = name == "ApproximateCreationDateTime" ? InstantOf(ref json) : createdAt;
            json.Skip();
            if (isObject && name == "NewImage")
            {
                newImage = start..(int)json.BytesConsumed;
            }
            else if (isObject && name == "OldImage")
            {
                oldImage = start..(int)json.BytesConsumed;
            }
        }

        return (newImage, oldImage, createdAt);
    }

    /// <summary>Seconds have ten digits in this century, milliseconds thirteen, microseconds sixteen. Null for anything else.</summary>
    static DateTimeOffset? InstantOf(ref Utf8JsonReader json) => json.TokenType != JsonTokenType.Number || !json.TryGetDecimal(out var number) ? null : number switch
    {
        > 100_000_000 and < 100_000_000_000 => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerSecond)),
        >= 100_000_000_000 and < 100_000_000_000_000 => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerMillisecond)),
        >= 100_000_000_000_000 and < 100_000_000_000_000_000 => DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerMicrosecond)),
        _ => null,
    };

    /// <summary>The name the reader is on, if it is one that is read; moves to its value.</summary>
    static string? Member(ref Utf8JsonReader json)
    {
        string? name = null;
        foreach (var known in (ReadOnlySpan<string>)["eventID", "eventName", "userIdentity", "dynamodb", "principalId", "PrincipalId", "NewImage", "OldImage", "ApproximateCreationDateTime"])
        {
            if (json.ValueTextEquals(known))
            {
                name = known;
                break;
            }
        }

        json.Read();
        return name;
    }

    static string? Text(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }
}

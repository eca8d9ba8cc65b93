using System.Text.Json.Nodes;
using GadgetSales.Core.Feed;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;

namespace GadgetSales.Tests.Support;

/// <summary>The two documented shapes in which changes of a DynamoDB table arrive on a Kinesis stream.</summary>
public enum StreamShape
{
    /// <summary>A table's stream through an EventBridge Pipe; creation time in seconds.</summary>
    Pipe,

    /// <summary>Kinesis Data Streams for DynamoDB; creation time in milliseconds.</summary>
    Kinesis,

    /// <summary>The same with the table's precision set to microseconds.</summary>
    KinesisMicroseconds,
}

/// <summary>Changes of the ledger's table as they arrive on the feed, made without the code under test.</summary>
public static class StreamRecords
{
    /// <summary>The first recording of a sale.</summary>
    public static byte[] Insert(RecordedSale sale, StreamShape shape = StreamShape.Pipe) => Of(ChangeType.Insert, DynamoDbText.Image(sale), null, shape);

    public static byte[] Modify(RecordedSale before, RecordedSale after, StreamShape shape = StreamShape.Pipe) =>
        Of(ChangeType.Modify, DynamoDbText.Image(after), DynamoDbText.Image(before), shape);

    /// <param name="expired">By the table's time to live, not by anyone's hand.</param>
    public static byte[] Remove(RecordedSale sale, StreamShape shape = StreamShape.Pipe, bool expired = false) =>
        Of(ChangeType.Remove, null, DynamoDbText.Image(sale), shape, expired);

    /// <summary>Any change; images are items in DynamoDB JSON.</summary>
    public static byte[] Of(ChangeType type, JsonObject? newImage, JsonObject? oldImage, StreamShape shape = StreamShape.Pipe, bool expired = false) =>
        DynamoDbText.Utf8(Json(type, newImage, oldImage, shape, expired));

    /// <summary>The same before it is text, for a test to damage.</summary>
    public static JsonObject Json(ChangeType type, JsonObject? newImage, JsonObject? oldImage, StreamShape shape = StreamShape.Pipe, bool expired = false)
    {
        var key = (newImage ?? oldImage)![SaleTable.SaleId]!;
        var change = new JsonObject { ["Keys"] = new JsonObject { [SaleTable.SaleId] = key.DeepClone() } };
        Add(change, "NewImage", newImage);
        Add(change, "OldImage", oldImage);
        change["SizeBytes"] = 512;
        var record = new JsonObject { ["eventID"] = $"event-{key["S"]}-{type}", ["eventName"] = type.ToString().ToUpperInvariant() };
        if (shape == StreamShape.Pipe)
        {
            change["ApproximateCreationDateTime"] = 1_574_417_731;
            change["SequenceNumber"] = "4421584500000000017450439091";
            change["StreamViewType"] = "NEW_AND_OLD_IMAGES";
            record["eventVersion"] = "1.1";
            record["eventSourceARN"] = "arn:aws:dynamodb:eu-central-1:123456789012:table/ledger/stream/2026-11-22T00:00:00.000";
        }
        else
        {
            change["ApproximateCreationDateTime"] = shape == StreamShape.Kinesis ? 1_574_417_731_250 : 1_574_417_731_250_000;
            change["ApproximateCreationDateTimePrecision"] = shape == StreamShape.Kinesis ? "MILLISECOND" : "MICROSECOND";
            record["recordFormat"] = "application/json";
            record["tableName"] = "ledger";
        }

        record["eventSource"] = "aws:dynamodb";
        record["awsRegion"] = "eu-central-1";
        record["userIdentity"] = expired ? new JsonObject { ["type"] = "Service", ["principalId"] = "dynamodb.amazonaws.com" } : null;
        record["dynamodb"] = change;
        return record;
    }

    static void Add(JsonObject change, string name, JsonObject? image)
    {
        if (image is not null)
        {
            change[name] = image.DeepClone();
        }
    }
}

using System.Text.Json;
using GadgetSales.Core.Feed;

namespace GadgetSales.Cli.Replay;

/// <summary>
/// A record that Firehose set aside: a change of the ledger's table as it came, or, where only converting or placing failed, the rows it had become. Both can be
/// sent down the feed, the function lets finished rows pass.
/// </summary>
/// <param name="PartitionKey">The sale id, so that what belongs to a sale stays in order.</param>
/// <param name="IsRows">Rows, a JSON document a line.</param>
/// <param name="Data">As Firehose had it.</param>
sealed record FeedRecord(string PartitionKey, bool IsRows, ReadOnlyMemory<byte> Data)
{
    /// <summary>Kinesis takes 1 MiB with the key; a change came through it and is smaller, the rows of one may not be.</summary>
    internal const int MaxPart = 1_000_000;

    /// <exception cref="FormatException">Neither of the two.</exception>
    internal static FeedRecord Of(byte[] data)
    {
        try
        {
            var json = new Utf8JsonReader(data);
            using var first = JsonDocument.ParseValue(ref json);
            var root = first.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("sale_id", out var id) && id.GetString() is { Length: > 0 } rowsOf)
            {
                return new FeedRecord(rowsOf, IsRows: true, data);
            }

            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("dynamodb", out var change)
                && change.GetProperty("Keys").GetProperty(SaleTable.SaleId).GetProperty("S").GetString() is { Length: > 0 } changeOf)
            {
                return new FeedRecord(changeOf, IsRows: false, data);
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("its record is damaged", error);
        }

        throw new FormatException("its record is neither a change of the ledger nor rows of the lake");
    }

    /// <summary>The record in pieces that Kinesis takes; rows are parted between documents.</summary>
    internal IEnumerable<ReadOnlyMemory<byte>> Parts()
    {
        var rest = Data;
        while (IsRows && rest.Length > MaxPart)
        {
            var end = rest.Span[..MaxPart].LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                break;
            }

            yield return rest[..end];
            rest = rest[end..];
        }

        yield return rest;
    }
}

using System.Text.Json;

namespace GadgetSales.Cli.Replay;

/// <summary>
/// A line of an object under Firehose's error prefix: <c>{"attemptsMade":…,"errorCode":…,"rawData":base64,…}</c>. The other members differ between what the
/// function refused, what could not be converted and what could not be placed.
/// </summary>
static class ErrorLine
{
    /// <summary>The record as Firehose last had it.</summary>
    /// <exception cref="FormatException">The line is none of Firehose's; the message says why.</exception>
    public static byte[] RawData(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("rawData", out var data) && data.ValueKind == JsonValueKind.String
                ? data.GetBytesFromBase64()
                : throw new FormatException("it has no rawData");
        }
        catch (JsonException error)
        {
            throw new FormatException("it is no JSON", error);
        }
    }
}

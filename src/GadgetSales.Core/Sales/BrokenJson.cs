using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GadgetSales.Core.Sales;

/// <summary>Says what is wrong with a document that is not JSON at all, to people who sent it.</summary>
static class BrokenJson
{
    const string AdviceToProgrammers = " which is not supported in this mode. Change the reader options";

    /// <summary>Why the bytes cannot be JSON text, or null when a parser must tell.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> utf8) =>
        utf8.Trim(" \t\r\n"u8).IsEmpty ? "Must be a JSON object, but there is nothing: send a sale."
        : utf8.StartsWith("\uFEFF"u8) ? "Starts with a byte order mark: send UTF-8 without it."
        : !Utf8.IsValid(utf8) ? $"Is not valid UTF-8 from byte {ValidPrefix(utf8)}: encode the JSON as UTF-8."
        : null;

    public static string Describe(JsonException error)
    {
        var detail = error.Message;
        var end = detail.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = (end < 0 ? detail : detail[..end]).Replace(AdviceToProgrammers, "", StringComparison.Ordinal);
        return $"Is not valid JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: {reason}";
    }

    static int ValidPrefix(ReadOnlySpan<byte> utf8)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }
}

using System.Buffers;
using System.Text.Json;

namespace GadgetSales.Lambda.Runtime;

/// <summary>An exception as the Runtime API takes it.</summary>
static class FunctionError
{
    public static string TypeOf(Exception error) => "Function." + error.GetType().Name;

    public static ReadOnlyMemory<byte> Write(Exception error)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("errorMessage"u8, error.Message);
        json.WriteString("errorType"u8, error.GetType().Name);
        json.WriteStartArray("stackTrace"u8);
        foreach (var frame in (error.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            json.WriteStringValue(frame);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}

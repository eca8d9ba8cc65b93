using System.Text.Json;
using System.Text.Json.Serialization;

namespace GadgetSales.Api.Http;

/// <summary>Writes an instant in UTC with <c>Z</c>, as every answer does that is written by hand; reads any offset.</summary>
sealed class UtcInstants : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

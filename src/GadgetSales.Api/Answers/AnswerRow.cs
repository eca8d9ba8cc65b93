using System.Text.Json;
using System.Text.Json.Serialization;

namespace GadgetSales.Api.Answers;

/// <summary>A row of an answer: a member for each column.</summary>
/// <remarks>It is made when it is written, so that an answer of many rows is never whole in memory as JSON.</remarks>
[JsonConverter(typeof(AnswerRowConverter))]
public abstract class AnswerRow
{
    public static IEnumerable<AnswerRow> Of<TRow>(IReadOnlyList<AnswerColumn<TRow>> columns, IEnumerable<TRow> rows) =>
        rows.Select(row => new ColumnsOf<TRow>(columns, row));

    public abstract void WriteTo(Utf8JsonWriter json);

    sealed class ColumnsOf<TRow>(IReadOnlyList<AnswerColumn<TRow>> columns, TRow row) : AnswerRow
    {
        public override void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].WriteTo(json, row);
            }

            json.WriteEndObject();
        }
    }
}

sealed class AnswerRowConverter : JsonConverter<AnswerRow>
{
    public override AnswerRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rows are written only.");

    public override void Write(Utf8JsonWriter writer, AnswerRow value, JsonSerializerOptions options) => value.WriteTo(writer);
}

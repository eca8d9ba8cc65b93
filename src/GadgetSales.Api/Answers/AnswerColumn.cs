using System.Text.Json;

namespace GadgetSales.Api.Answers;

/// <summary>A column of an answer: its name, and its value in a row (string, long, double, decimal, bool or null).</summary>
public sealed class AnswerColumn<TRow>(string name, Func<TRow, object?> value)
{
    readonly JsonEncodedText _encoded = JsonEncodedText.Encode(name);

    public string Name { get; } = name;

    public object? Of(TRow row) => value(row);

    /// <summary>The column as a member of the row's object.</summary>
    public void WriteTo(Utf8JsonWriter json, TRow row)
    {
        switch (value(row))
        {
            case long number:
                json.WriteNumber(_encoded, number);
                break;
            case double number:
                json.WriteNumber(_encoded, number);
                break;
            case decimal number:
                json.WriteNumber(_encoded, number);
                break;
            case bool flag:
                json.WriteBoolean(_encoded, flag);
                break;
            case string text:
                json.WriteString(_encoded, text);
                break;
            default:
                json.WriteNull(_encoded);
                break;
        }
    }
}

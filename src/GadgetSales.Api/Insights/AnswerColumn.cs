using System.Text.Json;

namespace GadgetSales.Api.Insights;

/// <summary>A column of an answer: its name, and its value in a row (string, long, double, decimal or null).</summary>
public sealed class AnswerColumn<TRow>(string name, Func<TRow, object?> value)
{
    public string Name { get; } = name;

    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(name);

    public object? Of(TRow row) => value(row);
}

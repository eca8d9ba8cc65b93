using System.Text.Json;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>A column of an answer: its name, and its value in a row (string, long, double or null).</summary>
public sealed class InsightColumn(string name, Func<InsightRow, object?> value)
{
    public string Name { get; } = name;

    public JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(name);

    public object? Of(InsightRow row) => value(row);
}

/// <summary>The columns that the answer to a question has, the same in every format.</summary>
public static class InsightColumns
{
    public static IReadOnlyList<InsightColumn> Of(InsightQuery query)
    {
        var grain = query.Grain;
        List<InsightColumn> columns = [];
        if (grain != Grain.None)
        {
            columns.Add(new("period", row => row.Period is { } period ? grain.Format(period) : null));
        }

        columns.AddRange(query.GroupBy.Select((dimension, i) => new InsightColumn(dimension.Name, row => row.Keys[i])));
        columns.AddRange(query.Measures.Select((measure, i) => new InsightColumn(measure.Column, row => row.Values[i])));
        if (query.Comparison is not null)
        {
            if (grain != Grain.None)
            {
                columns.Add(new("previousPeriod", row => row.PreviousPeriod is { } period ? grain.Format(period) : null));
            }

            columns.AddRange(query.Measures.Select((measure, i) => new InsightColumn(PreviousName(measure), row => row.Previous?[i])));
            columns.AddRange(query.Measures.Select((measure, i) => new InsightColumn(measure.Name + "Change", row => row.Changes?[i])));
        }

        return columns;
    }

    static string PreviousName(Measure measure) => $"previous{char.ToUpperInvariant(measure.Column[0])}{measure.Column[1..]}";
}

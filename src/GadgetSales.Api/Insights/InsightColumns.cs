using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>The columns that the answer to a question has, the same in every format.</summary>
public static class InsightColumns
{
    public static IReadOnlyList<AnswerColumn<InsightRow>> Of(InsightQuery query)
    {
        var grain = query.Grain;
        List<AnswerColumn<InsightRow>> columns = [];
        if (grain != Grain.None)
        {
            columns.Add(new("period", row => row.Period is { } period ? grain.Format(period) : null));
        }

        columns.AddRange(query.GroupBy.Select((dimension, i) => new AnswerColumn<InsightRow>(dimension.Name, row => row.Keys[i])));
        columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(measure.Column, row => row.Values[i])));
        if (query.Comparison is not null)
        {
            if (grain != Grain.None)
            {
                columns.Add(new("previousPeriod", row => row.PreviousPeriod is { } period ? grain.Format(period) : null));
            }

            columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(PreviousName(measure), row => row.Previous?[i])));
            columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(measure.Name + "Change", row => row.Changes?[i])));
        }

        return columns;
    }

    static string PreviousName(Measure measure) => $"previous{char.ToUpperInvariant(measure.Column[0])}{measure.Column[1..]}";
}

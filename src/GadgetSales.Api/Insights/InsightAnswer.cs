using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>The answer to a question about sales: its document and its columns, the same in every format.</summary>
public static class InsightAnswer
{
    /// <param name="dataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
    /// <param name="provisional">Sales may still be added: a business date of the range is not over, or sales wait for the lake.</param>
    public static IResult Of(InsightQuery query, InsightTable table, DateTimeOffset? dataThrough, bool provisional, AnswerFormat format)
    {
        var columns = Columns(query);
        var document = InsightDocument.Of(query, table, AnswerRow.Of(columns, table.Rows), dataThrough, provisional);
        return new Answer<InsightDocument, InsightRow>(format, document, columns, table.Rows, $"sales-{query.Span.From:yyyy-MM-dd}-{query.Span.To:yyyy-MM-dd}");
    }

    static List<AnswerColumn<InsightRow>> Columns(InsightQuery query)
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

using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>The answer to a question about sales: its document and its columns, the same in every format.</summary>
public static class InsightAnswer
{
    const string Period = "period";
    const string PreviousPeriod = "previousPeriod";
    const string Complete = "complete";
    const string SkuLabel = "skuLabel";

    /// <param name="dataThrough">Every sale recorded up to this instant was in the lake when it was asked.</param>
    /// <param name="provisional">Sales may still be added: a business date of the range is not over, or sales wait for the lake.</param>
    public static IResult Of(InsightResult result, DateTimeOffset? dataThrough, bool provisional, AnswerFormat format)
    {
        var (query, table) = (result.Query, result.Table);
        var columns = Columns(query, format == AnswerFormat.Csv ? table.Currency : null, result.AveragesDays, table.Labels, table.Rows.Concat(table.Totals).Any(row => row.TaxUnknown != 0));
        var document = InsightDocument.Of(query, table, AnswerRow.Of(columns, table.Rows), dataThrough, provisional);
        document = document with
        {
            ComparedWith = document.ComparedWith is { } compared ? compared with { Complete = result.ComparesLikeParts } : null,
            Average = result.AveragesDays ? InsightParameters.AverageChoices[0] : null,
            Totals = query.WithTotals ? AnswerRow.Of(TotalColumns(query, columns), table.Totals) : null,
        };
        return new Answer<InsightDocument, InsightRow>(format, document, columns, table.Rows, $"sales-{query.Span.From:yyyy-MM-dd}-{query.Span.To:yyyy-MM-dd}");
    }

    /// <param name="currency">Where every row says it, since nothing else comes with the rows.</param>
    /// <param name="averages">The values are by business date.</param>
    static List<AnswerColumn<InsightRow>> Columns(InsightQuery query, string? currency, bool averages, IReadOnlyDictionary<string, string>? labels, bool hasTaxUnknown)
    {
        var grain = query.Grain;
        List<AnswerColumn<InsightRow>> columns = [];
        if (grain != Grain.None)
        {
            columns.Add(new(Period, row => row.Period is { } period ? grain.Format(period) : null));
        }

        columns.AddRange(query.GroupBy.Select((dimension, i) => new AnswerColumn<InsightRow>(dimension.Name, row => KeyOf(dimension, row.Keys[i]))));
        if (labels is not null)
        {
            var sku = query.GroupBy.ToList().IndexOf(Dimension.Sku);
            columns.Add(new(SkuLabel, row => row.Keys[sku] is { } key ? labels.GetValueOrDefault(key) : null));
        }

        if (query.Top is { WithOthers: true })
        {
            columns.Add(new("others", row => row.IsOther));
        }

        if (currency is not null && query.Measures.Any(measure => measure.IsMoney))
        {
            columns.Add(new(Dimension.Currency.Name, _ => currency));
        }

        columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(measure.Column, row => ValueOf(averages ? row.Averages?[i] : measure.Unit.Of(row.Values[i])))));
        if (query.WithShares)
        {
            columns.AddRange(query.Measures.Select((measure, i) => (measure, i)).Where(each => each.measure.IsAdditive)
                .Select(each => new AnswerColumn<InsightRow>(each.measure.Name + "Share", row => row.Shares?[each.i])));
        }

        if (query.Comparison is not null)
        {
            AddComparison(columns, query, averages);
        }

        if (hasTaxUnknown)
        {
            columns.Add(new("taxUnknownMinor", row => row.TaxUnknown));
        }

        if (grain != Grain.None)
        {
            columns.Add(new(Complete, row => row.IsComplete));
        }

        return columns;
    }

    static void AddComparison(List<AnswerColumn<InsightRow>> columns, InsightQuery query, bool averages)
    {
        var grain = query.Grain;
        if (grain != Grain.None)
        {
            columns.Add(new(PreviousPeriod, row => row.PreviousPeriod is { } period ? grain.Format(period) : null));
        }

        columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(
            PreviousName(measure), row => ValueOf(averages ? row.PreviousAverages?[i] : measure.Unit.Of(row.Previous?[i])))));
        columns.AddRange(query.Measures.Select((measure, i) => new AnswerColumn<InsightRow>(measure.Name + "Change", row => row.Changes?[i])));
    }

    /// <summary>The columns of what the range comes to: without period, and without the keys that its sales differ in.</summary>
    static List<AnswerColumn<InsightRow>> TotalColumns(InsightQuery query, List<AnswerColumn<InsightRow>> columns)
    {
        HashSet<string> left =
        [
            Period, PreviousPeriod, Complete, SkuLabel, "others", .. query.GroupBy.Where(dimension => dimension != Dimension.Currency).Select(dimension => dimension.Name),
            .. query.Measures.Select(measure => measure.Name + "Share"),
        ];
        return [.. columns.Where(column => !left.Contains(column.Name))];
    }

    static object? KeyOf(Dimension dimension, string? key) =>
        dimension.IsOfTime && key is not null ? long.Parse(key, CultureInfo.InvariantCulture) : key;

    /// <summary>Without the zeros that end it.</summary>
    static decimal? ValueOf(decimal? value) => value / 1.0000000000000000000000000000m;

    static string PreviousName(Measure measure) => $"previous{char.ToUpperInvariant(measure.Column[0])}{measure.Column[1..]}";
}

using GadgetSales.Api.Insights;
using System.Globalization;
using GadgetSales.Core.Lake;
using GadgetSales.Projections.Series;

namespace GadgetSales.Api.Projections;

/// <summary>Reads the histories of one answer from the lake, one query each, and refuses what cannot be projected.</summary>
sealed class HistoryReader(ILakeReader lake, CancellationToken cancellationToken)
{
    DateSpan _span;

    /// <summary>The first that was found; from then on nothing is read.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Of every amount; null when keys name it, when no money was asked for and when nothing was sold.</summary>
    public string? Currency { get; private set; }

    /// <summary>Of all queries together; the id is that of the last. Null before the first.</summary>
    public LakeStatistics? Statistics { get; private set; }

    /// <summary>Null exactly when there is a problem.</summary>
    public async Task<History?> ReadAsync(ProjectionQuery query)
    {
        if (Problem is not null)
        {
            return null;
        }

        var question = query.Sales;
        var table = InsightTable.Read(question, await lake.QueryAsync(InsightSql.Build(question), cancellationToken));
        Add(table, question.Span);
        if (table.IsCurrencyAmbiguous || IsAnother(table.Currency))
        {
            Problem = await InsightEndpoints.AmbiguousAsync(question with { Span = _span }, lake, cancellationToken);
            return null;
        }

        Currency ??= table.Currency;
        if (table.Truncated)
        {
            Problem = TooMuch(await CountAsync(query));
            return null;
        }

        var history = History.Read(query, table);
        Problem = history.Series.Count > ProjectionQuery.MaxSeries ? TooMuch(history.Series.Count) : null;
        return Problem is null ? history : null;
    }

    /// <summary>Each history may be of one currency, and the answer of two.</summary>
    bool IsAnother(string? currency) => Currency is not null && currency is not null && !string.Equals(Currency, currency, StringComparison.Ordinal);

    void Add(InsightTable table, DateSpan span)
    {
        _span = Statistics is null ? span : new DateSpan(_span.From < span.From ? _span.From : span.From, _span.To > span.To ? _span.To : span.To);
        Statistics = Statistics is not { } before ? table.Statistics : table.Statistics with
        {
            ElapsedMs = before.ElapsedMs + table.Statistics.ElapsedMs,
            RowsRead = before.RowsRead + table.Statistics.RowsRead,
            BytesRead = before.BytesRead + table.Statistics.BytesRead,
            Cached = before.Cached && table.Statistics.Cached,
        };
    }

    async Task<int> CountAsync(ProjectionQuery query) =>
        InsightTable.Read(query.Groups, await lake.QueryAsync(InsightSql.Build(query.Groups), cancellationToken)).Rows.Count;

    static Problem TooMuch(int count) => count > ProjectionQuery.MaxSeries
        ? new Problem(ProblemKind.TooManySeries, string.Create(CultureInfo.InvariantCulture,
            $"There are {count:N0} series, and one answer projects at most {ProjectionQuery.MaxSeries:N0}: group by less, or ask for some at a time with a filter such as store or category."))
        : Problem.Invalid("from", string.Create(CultureInfo.InvariantCulture,
            $"The history has more than {ProjectionQuery.MaxPoints:N0} values: start later, choose a longer grain, or filter."));
}

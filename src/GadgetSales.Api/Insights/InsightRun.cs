using GadgetSales.Core.Feed;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Stores;

namespace GadgetSales.Api.Insights;

/// <summary>A question and what the lake says to it.</summary>
/// <param name="Query">As it was asked in the end: with the largest groups named, the present time, and of an average the complete dates alone.</param>
/// <param name="ComparesLikeParts">False where a running day is set against whole ones; null where no day of the range runs.</param>
public sealed record InsightResult(InsightQuery Query, InsightTable Table, bool? ComparesLikeParts)
{
    /// <summary>The values are by complete business date.</summary>
    public bool AveragesDays { get; init; }
}

/// <summary>Asks the lake: first for what the question depends on, the stores' clocks and the largest groups, then for the answer.</summary>
/// <param name="lake">What is asked.</param>
/// <param name="reading">What the parameters said beside the question.</param>
/// <param name="status">How far the lake has come.</param>
/// <param name="now">What time it is.</param>
/// <param name="described">The clocks of stores that were described.</param>
public sealed class InsightRun(ILakeReader lake, InsightReading reading, PipelineStatus status, DateTimeOffset now, IReadOnlyDictionary<string, StoreClock> described)
{
    const int HoursAroundEarth = 14;

    public async Task<InsightResult> AskAsync(InsightQuery query, CancellationToken cancellationToken)
    {
        var clocks = MustReadClocks(query) ? await ReadClocksAsync(query, cancellationToken) : null;
        var dates = Dates(query, clocks);
        if (reading.UntilNow)
        {
            query = query with { PresentTime = clocks!.ReadPresent(now, reading.Today, reading.Offset) };
        }

        var asked = query;
        if (reading.AveragesDays && dates.Complete(query.Span) is { } complete && complete != query.Span)
        {
            query = query with { Span = complete, Comparison = reading.Compare(complete) };
        }

        if (reading.Top is { } count)
        {
            var ranked = await ReadTopAsync(query, count, cancellationToken);
            if (ranked.IsCurrencyAmbiguous)
            {
                return new InsightResult(query, ranked, ComparesLikeParts: null);
            }

            query = query with { Top = new TopGroups([.. ranked.Rows.Select(row => row.Keys)], reading.Others) };
        }

        return await AnswerAsync(query, asked, dates, cancellationToken);
    }

    async Task<InsightResult> AnswerAsync(InsightQuery query, InsightQuery asked, InsightDates dates, CancellationToken cancellationToken)
    {
        // Rows that are added or divided afterwards must be sorted, and cut off, afterwards.
        var mustSort = reading.FillsZeros || reading.AveragesDays;
        var sent = mustSort ? query with { Limit = InsightCatalogue.MaxLimit } : query;
        var table = InsightTable.Read(sent, await lake.QueryAsync(InsightSql.Build(sent), cancellationToken));
        var rows = table.Rows;
        if (reading.FillsZeros)
        {
            rows = [.. rows, .. InsightFill.Missing(query, rows).Take(InsightCatalogue.MaxLimit)];
        }

        if (reading.AveragesDays)
        {
            var hasDays = dates.Complete(asked.Span) is not null;
            var averages = new InsightAverages(query, hasDays);
            var ofRange = new InsightAverages(query with { Grain = Grain.None, GroupBy = [] }, hasDays);
            rows = [.. rows.Select(averages.AddTo)];
            table = table with { Totals = [.. table.Totals.Select(ofRange.AddTo)] };
        }

        if (mustSort)
        {
            var sorted = rows.Order(new InsightRowOrder(query)).ToList();
            table = table with { Truncated = table.Truncated || sorted.Count > query.Limit };
            rows = [.. sorted.Take(query.Limit ?? sorted.Count)];
        }

        if (reading.Labels)
        {
            table = table with { Labels = LatestNames.Read(await lake.QueryAsync(LatestNames.Build(query), cancellationToken)) };
        }

        table = table with { Rows = query.Grain == Grain.None ? rows : [.. rows.Select(row => row with { IsComplete = dates.IsComplete(query, row.Period) })] };
        var isRunning = query.Comparison is not null && query.Span.To >= reading.Today;
        return new InsightResult(query, table, isRunning ? reading.UntilNow : null) { AveragesDays = reading.AveragesDays };
    }

    /// <summary>Clocks matter only while a date of the range may still run somewhere.</summary>
    bool MustReadClocks(InsightQuery query) => reading.UntilNow
        || ((query.Grain != Grain.None || reading.AveragesDays)
            && query.Span.To.AddDays(1).ToDateTime(TimeOnly.MinValue) - InsightDates.LastOnEarth >= Known
            && query.Span.From.ToDateTime(TimeOnly.MinValue).AddHours(-HoursAroundEarth) < now.UtcDateTime);

    DateTime Known => status.DataThrough is { } through && through < now ? through.UtcDateTime : now.UtcDateTime;

    async Task<StoreClocks> ReadClocksAsync(InsightQuery query, CancellationToken cancellationToken) => StoreClocks.Read(
        await lake.QueryAsync(StoreClocks.Build(reading.Today, query.Comparison?.Under(query.Span.To, query.Span)), cancellationToken)).With(described, now);

    InsightDates Dates(InsightQuery query, StoreClocks? clocks)
    {
        var stores = query.Filters.Where(filter => filter.Dimension == Dimension.Store).ToList();
        var slowest = clocks?.Slowest(store => query.AllowedStores?.Contains(store) != false
            && stores.TrueForAll(filter => filter.Values.Contains(store, StringComparer.Ordinal) != filter.Excludes));
        var offset = slowest ?? (clocks is null ? InsightDates.LastOnEarth : reading.Offset);
        // Nothing is certain about what was sold while the feed cannot say how far it has come.
        return new InsightDates(status.DataThrough is { } through ? (through < now ? through : now) : DateTimeOffset.MinValue, offset);
    }

    async Task<InsightTable> ReadTopAsync(InsightQuery query, int count, CancellationToken cancellationToken)
    {
        var byCurrency = query.Measures[0].IsMoney && query.GroupBy.Contains(Dimension.Currency);
        var ranking = query with
        {
            Measures = [query.Measures[0]],
            Grain = Grain.None,
            Comparison = query.LikeForLike ? query.Comparison : null,
            OrderBy = [],
            Limit = byCurrency ? InsightCatalogue.MaxLimit : count,
            WithShares = false,
            WithTotals = false,
        };
        var table = InsightTable.Read(ranking, await lake.QueryAsync(InsightSql.Build(ranking), cancellationToken));
        var currency = query.GroupBy.ToList().IndexOf(Dimension.Currency);
        // Amounts of different currencies have no order: each has its largest groups.
        return byCurrency ? table with { Rows = [.. table.Rows.GroupBy(row => row.Keys[currency], StringComparer.Ordinal).SelectMany(rows => rows.Take(count))] } : table;
    }
}

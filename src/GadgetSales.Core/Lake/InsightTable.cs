using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>What the prices of an answer say of tax.</summary>
public enum TaxInclusion
{
    Included,
    OnTop,
    Mixed,
}

/// <summary>The answer to an <see cref="InsightQuery"/>.</summary>
/// <param name="Currency">Of every amount; null when the rows name it, when no money is asked for and when nothing was sold.</param>
/// <param name="IsCurrencyAmbiguous">The amounts are of several currencies: nothing in the rows may be used.</param>
/// <param name="Truncated">There were more rows than the limit.</param>
public sealed record InsightTable(
    IReadOnlyList<InsightRow> Rows, string? Currency, bool IsCurrencyAmbiguous, bool Truncated, LakeStatistics Statistics)
{
    /// <summary>The rows of <see cref="InsightQuery.TotalsBy"/>, whose keys are along it; or with <see cref="InsightQuery.WithTotals"/> what the range comes to, its keys along the grouping.</summary>
    public IReadOnlyList<InsightRow> Totals { get; init; } = [];

    /// <summary>Whether amounts are with the tax: true, false, both; null where nothing is of prices or nothing was sold.</summary>
    public TaxInclusion? TaxIncluded { get; init; }

    /// <summary>The names of articles by sku, where the question asks for them.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Reads what the query of <see cref="InsightSql.Build"/> brought. A question without grain and grouping has one row, of zeros when nothing was sold.</summary>
    public static InsightTable Read(InsightQuery query, LakeResult result)
    {
        if (query.Parts.Count > 0)
        {
            return ReadParts(query, result);
        }

        InsightRow[] totals = query.TotalsBy is null ? [] : [.. result.Rows.Where(row => IsTotal(query, row)).Select(row => Row(query, row))];
        var rows = query.TotalsBy is null ? result.Rows : [.. result.Rows.Where(row => !IsTotal(query, row))];
        return Of(query, rows, result.Truncated, result.Statistics) with
        {
            Totals = [.. totals.Select(row => row with { Keys = TotalKeys(query, row.Keys) })],
        };
    }

    static InsightTable ReadParts(InsightQuery query, LakeResult result)
    {
        var parts = result.Rows.ToLookup(row => (InsightPart)(long)row[0]!, row => row[1..]);
        List<object?[]> rows = [.. parts[InsightPart.Rows]];
        var truncated = rows.Count > query.Limit;
        var table = Of(query, truncated ? rows[..^1] : rows, truncated, result.Statistics);
        InsightRow[] ofPeriods = [.. parts[InsightPart.Periods].Select(row => Row(query, row))];
        InsightRow[] ofRange = [.. parts[InsightPart.Range].Select(row => Row(query, row) with { PreviousPeriod = null })];
        if (ofRange.Length == 0 && query.WithTotals && !query.GroupBy.Contains(Dimension.Currency))
        {
            ofRange = [InsightRow.Nothing(query.OfRange, period: null, new string?[query.GroupBy.Count])];
        }

        var shares = InsightShares.Of(query, ofPeriods.Length > 0 ? ofPeriods : ofRange);
        return table with
        {
            Rows = query.WithShares ? [.. table.Rows.Select(shares.AddTo)] : table.Rows,
            Totals = query.WithTotals ? ofRange : [],
        };
    }

    static InsightTable Of(InsightQuery query, IReadOnlyList<object?[]> found, bool truncated, LakeStatistics statistics)
    {
        string? currency = query.FilteredCurrency, highest = currency;
        if (query.MustFindCurrency && found is [var first, ..])
        {
            (currency, highest) = ((string?)first[^2], (string?)first[^1]);
        }

        InsightRow[] rows = [.. found.Select(row => Row(query, row))];
        if (rows.Length == 0 && query.Grain == Grain.None && query.GroupBy.Count == 0)
        {
            rows = [InsightRow.Nothing(query, period: null, [])];
        }

        return new InsightTable(rows, currency, !string.Equals(currency, highest, StringComparison.Ordinal), truncated, statistics)
        {
            TaxIncluded = query.TellsTaxIncluded && found is [var any, ..] ? Inclusion(any[..^(query.MustFindCurrency ? 2 : 0)]) : null,
        };
    }

    static TaxInclusion? Inclusion(object?[] row) => ((long?)row[^2], (long?)row[^1]) switch
    {
        (_, null or 0) => null,
        (0, _) => TaxInclusion.Included,
        var (onTop, all) => onTop == all ? TaxInclusion.OnTop : TaxInclusion.Mixed,
    };

    static bool IsTotal(InsightQuery query, object?[] row) =>
        (long?)row[(query.Grain == Grain.None ? 0 : 1) + query.GroupBy.Count + query.Measures.Count] > 0;

    static string?[] TotalKeys(InsightQuery query, IReadOnlyList<string?> keys) =>
        [.. query.TotalsBy!.Select(dimension => keys[query.GroupBy.ToList().IndexOf(dimension)])];

    static InsightRow Row(InsightQuery query, object?[] values)
    {
        var (keys, measures) = (query.GroupBy.Count, query.Measures.Count);
        var at = query.Grain == Grain.None ? 0 : 1;
        var hasOthers = query.Top is { WithOthers: true };
        var row = new InsightRow
        {
            Period = at == 0 ? null : Time(values[0]),
            Keys = Cut(values, at, keys, Key),
            IsOther = hasOthers && values[at + keys] is > 0L,
            Values = Cut(values, at + keys + (hasOthers ? 1 : 0), measures, value => (long?)value),
        };
        var end = at + keys + (hasOthers ? 1 : 0) + (query.Comparison is null ? measures : 3 * measures) + (query.TotalsBy is null ? 0 : 1);
        row = row with { TaxUnknown = query.Measures.Any(measure => measure.IsOfTax) ? (long?)values[end] ?? 0 : 0 };
        if (query.Comparison is not { } comparison)
        {
            return row;
        }

        var under = row.Period is { } period ? comparison.Under(period, query.Grain, query.Span) : null;
        if (comparison.IsEmpty || (row.Period is not null && under is null))
        {
            return row with { Previous = new long?[measures], Changes = new double?[measures] };
        }

        at += keys + (hasOthers ? 1 : 0) + measures;
        return row with
        {
            PreviousPeriod = under,
            Previous = Cut(values, at, measures, value => (long?)value),
            Changes = Cut(values, at + measures, measures, value => (double?)value),
        };
    }

    static string? Key(object? value) => value is long number ? number.ToString(CultureInfo.InvariantCulture) : (string?)value;

    static DateTime? Time(object? value) => value switch
    {
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTime time => time,
        _ => null,
    };

    static T[] Cut<T>(object?[] values, int from, int count, Func<object?, T> read)
    {
        var cut = new T[count];
        for (var i = 0; i < count; i++)
        {
            cut[i] = read(values[from + i]);
        }

        return cut;
    }
}

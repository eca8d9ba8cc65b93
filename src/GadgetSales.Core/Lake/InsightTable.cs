namespace GadgetSales.Core.Lake;

/// <summary>A row of an answer. Lists run along the query's groupings and measures.</summary>
public sealed record InsightRow
{
    /// <summary>Start of the period; null without a grain.</summary>
    public DateTime? Period { get; init; }

    /// <summary>Null where the sales of the row have no value in a dimension.</summary>
    public required IReadOnlyList<string?> Keys { get; init; }

    /// <summary>Minor units or counts; null only for an average over nothing.</summary>
    public required IReadOnlyList<long?> Values { get; init; }

    /// <summary>Start of the compared period; null where the calendar has none (29 February of a common year).</summary>
    public DateTime? PreviousPeriod { get; init; }

    /// <summary>With a comparison; null where there is no compared period.</summary>
    public IReadOnlyList<long?>? Previous { get; init; }

    /// <summary>With a comparison: (value - previous) / |previous|, null where the previous value is 0 or missing.</summary>
    public IReadOnlyList<double?>? Changes { get; init; }
}

/// <summary>The answer to an <see cref="InsightQuery"/>.</summary>
/// <param name="Currency">Of every amount; null when the rows name it, when no money is asked for and when nothing was sold.</param>
/// <param name="IsCurrencyAmbiguous">The amounts are of several currencies: nothing in the rows may be used.</param>
/// <param name="Truncated">There were more rows than the limit.</param>
public sealed record InsightTable(
    IReadOnlyList<InsightRow> Rows, string? Currency, bool IsCurrencyAmbiguous, bool Truncated, LakeStatistics Statistics)
{
    /// <summary>The rows of <see cref="InsightQuery.TotalsBy"/>, whose keys are along it.</summary>
    public IReadOnlyList<InsightRow> Totals { get; init; } = [];

    /// <summary>Reads what the query of <see cref="InsightSql.Build"/> brought. A question without grain and grouping has one row, of zeros when nothing was sold.</summary>
    public static InsightTable Read(InsightQuery query, LakeResult result)
    {
        string? currency = query.FilteredCurrency, highest = currency;
        if (query.MustFindCurrency && result.Rows is [var first, ..])
        {
            (currency, highest) = ((string?)first[^2], (string?)first[^1]);
        }

        InsightRow[] rows = [.. result.Rows.Where(row => !IsTotal(query, row)).Select(row => Row(query, row))];
        if (rows.Length == 0 && query.Grain == Grain.None && query.GroupBy.Count == 0)
        {
            rows = [Nothing(query)];
        }

        return new InsightTable(rows, currency, !string.Equals(currency, highest, StringComparison.Ordinal), result.Truncated, result.Statistics)
        {
            Totals = [.. result.Rows.Where(row => IsTotal(query, row)).Select(row => Row(query, row)).Select(row => row with { Keys = TotalKeys(query, row.Keys) })],
        };
    }

    static bool IsTotal(InsightQuery query, object?[] row) =>
        query.TotalsBy is not null && (long?)row[(query.Grain == Grain.None ? 0 : 1) + query.GroupBy.Count + query.Measures.Count] > 0;

    static string?[] TotalKeys(InsightQuery query, IReadOnlyList<string?> keys) =>
        [.. query.TotalsBy!.Select(dimension => keys[query.GroupBy.ToList().IndexOf(dimension)])];

    static InsightRow Row(InsightQuery query, object?[] values)
    {
        var (keys, measures) = (query.GroupBy.Count, query.Measures.Count);
        var at = query.Grain == Grain.None ? 0 : 1;
        var row = new InsightRow
        {
            Period = at == 0 ? null : Time(values[0]),
            Keys = Cut<string?>(values, at, keys, value => (string?)value),
            Values = Cut<long?>(values, at + keys, measures, value => (long?)value),
        };
        if (query.Comparison is not { } comparison)
        {
            return row;
        }

        if (row.Period is { } period)
        {
            if (comparison.Under(period, query.Grain, query.Span) is not { } under)
            {
                return row with { Previous = new long?[measures], Changes = new double?[measures] };
            }

            row = row with { PreviousPeriod = under };
        }

        return row with
        {
            Previous = Cut<long?>(values, at + keys + measures, measures, value => (long?)value),
            Changes = Cut<double?>(values, at + keys + (2 * measures), measures, value => (double?)value),
        };
    }

    static InsightRow Nothing(InsightQuery query)
    {
        long?[] zeros = [.. query.Measures.Select(measure => measure.IsAdditive ? 0L : (long?)null)];
        var compares = query.Comparison is not null;
        return new InsightRow { Keys = [], Values = zeros, Previous = compares ? zeros : null, Changes = compares ? new double?[zeros.Length] : null };
    }

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

namespace GadgetSales.Core.Lake;

/// <summary>A row of an answer. Lists run along the query's groupings and measures.</summary>
public sealed record InsightRow
{
    /// <summary>Start of the period; null without a grain.</summary>
    public DateTime? Period { get; init; }

    /// <summary>Null where the sales of the row have no value in a dimension.</summary>
    public required IReadOnlyList<string?> Keys { get; init; }

    /// <summary>All groups but the largest as one; the keys that they differ in are null.</summary>
    public bool IsOther { get; init; }

    /// <summary>Whole numbers to be read by each measure's <see cref="MeasureUnit"/>; null only for an average over nothing.</summary>
    public required IReadOnlyList<long?> Values { get; init; }

    /// <summary>Of what the period comes to, or without grouping the range; null for what does not add up and where the total is not positive.</summary>
    public IReadOnlyList<double?>? Shares { get; init; }

    /// <summary>Start of the compared period; null where the calendar has none (29 February of a common year).</summary>
    public DateTime? PreviousPeriod { get; init; }

    /// <summary>With a comparison; null where there is no compared period.</summary>
    public IReadOnlyList<long?>? Previous { get; init; }

    /// <summary>With a comparison: (value - previous) / |previous|, null where the previous value is 0 or missing.</summary>
    public IReadOnlyList<double?>? Changes { get; init; }

    /// <summary>Amounts whose tax tills did not tell, in minor units; 0 where no measure is of tax.</summary>
    public long TaxUnknown { get; init; }

    /// <summary>The values by business date, where the question asks for them: minor units are whole, counts have three decimals.</summary>
    public IReadOnlyList<decimal?>? Averages { get; init; }

    /// <summary>As <see cref="Averages"/>, of the compared period.</summary>
    public IReadOnlyList<decimal?>? PreviousAverages { get; init; }

    /// <summary>The period lies wholly in the range, has ended at every store asked, and every sale of it that is recorded is counted.</summary>
    public bool IsComplete { get; init; }

    /// <summary>A row of nothing, as an empty group or period has it.</summary>
    public static InsightRow Nothing(InsightQuery query, DateTime? period, IReadOnlyList<string?> keys)
    {
        long?[] zeros = [.. query.Measures.Select(measure => measure.IsAdditive ? 0L : (long?)null)];
        var row = new InsightRow { Period = period, Keys = keys, Values = zeros };
        if (query.Comparison is not { } comparison)
        {
            return row;
        }

        var under = period is { } start ? comparison.Under(start, query.Grain, query.Span) : null;
        var hasCounterpart = period is null ? !comparison.IsEmpty : under is not null;
        return row with { PreviousPeriod = under, Previous = hasCounterpart ? zeros : new long?[zeros.Length], Changes = new double?[zeros.Length] };
    }
}

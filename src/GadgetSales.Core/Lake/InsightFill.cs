namespace GadgetSales.Core.Lake;

/// <summary>Gives every group a row in every period of the range, of zeros where it has none.</summary>
public static class InsightFill
{
    public static IEnumerable<InsightRow> Missing(InsightQuery query, IReadOnlyList<InsightRow> rows)
    {
        var groups = rows.DistinctBy(GroupOf, StringComparer.Ordinal).ToList();
        if (groups.Count == 0 && query.GroupBy.Count == 0)
        {
            groups.Add(InsightRow.Nothing(query, period: null, []));
        }

        var known = rows.Select(row => (row.Period, GroupOf(row))).ToHashSet();
        foreach (var period in Periods(query))
        {
            foreach (var group in groups.Where(group => !known.Contains((period, GroupOf(group)))))
            {
                yield return InsightRow.Nothing(query, period, group.Keys) with { IsOther = group.IsOther };
            }
        }
    }

    public static int CountPeriods(InsightQuery query)
    {
        var (first, last) = Ends(query);
        return query.Grain.Count(first, last) + 1;
    }

    static IEnumerable<DateTime> Periods(InsightQuery query)
    {
        var (period, last) = Ends(query);
        for (; period <= last; period = query.Grain.Add(period, 1))
        {
            yield return period;
        }
    }

    static (DateTime First, DateTime Last) Ends(InsightQuery query) => (
        query.Grain.Truncate(query.Span.From.ToDateTime(TimeOnly.MinValue)),
        query.Grain.Truncate(query.Span.To.AddDays(1).ToDateTime(TimeOnly.MinValue).AddTicks(-1)));

    /// <summary>Keys hold printable characters only: none holds the separators.</summary>
    static string GroupOf(InsightRow row) => $"{row.IsOther}\u001f{string.Join('\u001f', row.Keys.Select(key => key ?? "\u001e"))}";
}

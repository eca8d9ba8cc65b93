using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>Turns the rows of an insight into series without gaps.</summary>
public static class SeriesTable
{
    /// <summary>
    /// One series for each group that sold in the axis' periods, ordered by key. A period without sales is 0 (null for an average); periods before the
    /// group's first sale are left out, since a new article did not fail to sell before it existed. Without grouping there is always one series.
    /// Rows of other periods are ignored: an hour after midnight may belong to the business date before.
    /// </summary>
    /// <param name="rows">Of a query with the axis' grain and one measure.</param>
    /// <param name="dimensions">How many dimensions the rows are grouped by.</param>
    /// <param name="isAdditive">False for an average: a period without a row has no value.</param>
    /// <param name="scale">What one of the rows' numbers is worth: series are of whole pieces.</param>
    public static IReadOnlyList<SeriesHistory> Build(IEnumerable<InsightRow> rows, PeriodAxis axis, int dimensions, bool isAdditive, decimal scale = 1)
    {
        var groups = new Dictionary<GroupKey, List<(int Index, long? Value)>>();
        foreach (var row in rows)
        {
            var index = row.Period is { } period ? axis.IndexOf(period) : -1;
            if (index < 0 || index >= axis.Length || row.Period < axis.First)
            {
                continue;
            }

            var key = new GroupKey(row.Keys);
            if (!groups.TryGetValue(key, out var values))
            {
                groups[key] = values = [];
            }

            values.Add((index, scale == 1 || row.Values[0] is not { } number ? row.Values[0] : (long)Math.Round(number * scale, MidpointRounding.AwayFromZero)));
        }

        if (groups.Count == 0 && dimensions == 0)
        {
            return [SeriesHistory.Empty(0, axis.Length)];
        }

        return [.. groups.Select(group => Fill(group.Key.Values, group.Value, axis.Length, isAdditive)).OrderBy(series => series.Key, KeyOrder.Instance)];
    }

    /// <summary>The sum of several series. Only for measures whose parts add up.</summary>
    /// <exception cref="LakeQueryException"><c>value_out_of_range</c>: a sum exceeds 64 bits.</exception>
    public static SeriesHistory Sum(IReadOnlyList<SeriesHistory> parts, IReadOnlyList<string?> key)
    {
        var start = parts.Min(part => part.Start);
        var sums = new long?[parts.Max(part => part.Start + part.Values.Count) - start];
        Array.Fill(sums, 0);
        try
        {
            foreach (var part in parts)
            {
                for (var i = 0; i < part.Values.Count; i++)
                {
                    sums[part.Start - start + i] = checked(sums[part.Start - start + i] + (part.Values[i] ?? 0));
                }
            }
        }
        catch (OverflowException error)
        {
            throw new LakeQueryException("value_out_of_range", "The total of the groups exceeds 64 bits.", retryable: false, error);
        }

        return new SeriesHistory(key, start, sums);
    }

    static SeriesHistory Fill(IReadOnlyList<string?> key, List<(int Index, long? Value)> known, int length, bool isAdditive)
    {
        var start = known.Min(point => point.Index);
        var values = new long?[length - start];
        Array.Fill(values, isAdditive ? 0 : null);
        foreach (var (index, value) in known)
        {
            values[index - start] = value;
        }

        return new SeriesHistory(key, start, values);
    }
}

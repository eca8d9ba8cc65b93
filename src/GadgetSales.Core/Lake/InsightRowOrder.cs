namespace GadgetSales.Core.Lake;

/// <summary>Sorts rows as the engine would: by what was asked for, then period, the others last, the first measure from its highest value, and the keys; missing values come last.</summary>
public sealed class InsightRowOrder(InsightQuery query) : IComparer<InsightRow>
{
    readonly List<(Func<InsightRow, IComparable?> Value, bool Descending)> _order =
    [
        .. query.OrderBy.Select(by => (ValueOf(query, by), by.Descending)),
        (row => row.Period, false),
        (row => row.IsOther, false),
        (row => NumberOf(row, 0), true),
        .. query.GroupBy.Select((_, i) => ((Func<InsightRow, IComparable?>)(row => KeyOf(query, row, i)), false)),
    ];

    public int Compare(InsightRow? x, InsightRow? y)
    {
        foreach (var (value, descending) in _order)
        {
            var (a, b) = (value(x!), value(y!));
            var order = a is null || b is null ? (a is null).CompareTo(b is null) : descending ? -Compare(a, b) : Compare(a, b);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    static int Compare(IComparable a, IComparable b) => a is string text ? string.CompareOrdinal(text, (string)b) : a.CompareTo(b);

    static Func<InsightRow, IComparable?> ValueOf(InsightQuery query, InsightOrder order) => order switch
    {
        InsightOrder.ByPeriod => row => row.Period,
        InsightOrder.ByDimension by => row => KeyOf(query, row, query.GroupBy.ToList().IndexOf(by.Dimension)),
        InsightOrder.ByMeasure by => row => NumberOf(row, query.Measures.ToList().IndexOf(by.Measure)),
        InsightOrder.ByChange by => row => row.Changes?[query.Measures.ToList().IndexOf(by.Measure)],
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, message: null),
    };

    static IComparable? NumberOf(InsightRow row, int measure) => row.Averages is { } averages ? averages[measure] : row.Values[measure];

    static IComparable? KeyOf(InsightQuery query, InsightRow row, int dimension) =>
        query.GroupBy[dimension].IsOfTime && row.Keys[dimension] is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : row.Keys[dimension];
}

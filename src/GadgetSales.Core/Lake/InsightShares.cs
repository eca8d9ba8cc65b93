namespace GadgetSales.Core.Lake;

/// <summary>What part each row is of its total: the period's, or without grouping the range's; of the same currency where the grouping keeps currencies apart.</summary>
internal sealed class InsightShares
{
    readonly Dictionary<(DateTime?, string?), InsightRow> _totals;
    readonly InsightQuery _query;
    readonly int _currency;
    readonly bool _byPeriod;

    InsightShares(InsightQuery query, IReadOnlyList<InsightRow> totals)
    {
        _query = query;
        _currency = query.GroupBy.ToList().IndexOf(Dimension.Currency);
        _byPeriod = query.Grain != Grain.None && query.GroupBy.Count > 0;
        _totals = totals.ToDictionary(KeyOf);
    }

    /// <param name="totals">Their keys are along the grouping.</param>
    public static InsightShares Of(InsightQuery query, IReadOnlyList<InsightRow> totals) => new(query, totals);

    public InsightRow AddTo(InsightRow row)
    {
        var total = _totals.GetValueOrDefault(KeyOf(row));
        return row with
        {
            Shares = [.. _query.Measures.Select((measure, i) =>
                measure.IsAdditive && row.Values[i] is { } value && total?.Values[i] is > 0 and var whole ? value / (double)whole : (double?)null)],
        };
    }

    (DateTime?, string?) KeyOf(InsightRow row) => (_byPeriod ? row.Period : null, _currency < 0 ? null : row.Keys[_currency]);
}

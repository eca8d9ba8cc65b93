namespace GadgetSales.Core.Lake;

/// <summary>Writes one query; <see cref="InsightSql"/> says what.</summary>
internal sealed class InsightSqlWriter(InsightQuery query)
{
    const string Previous = "previous_";
    readonly InsightConditions _conditions = new(query);
    readonly List<string> _keys = Keys(query);
    readonly List<LineSum> _sums = Sums(query);

    public LakeQuery Write()
    {
        var groups = query.Comparison is { } comparison ? Compared(comparison) : Grouped(query.Span);
        var sql = $"SELECT {string.Join(", ", Columns())}\nFROM ({groups}) g\nORDER BY {string.Join(", ", Order())}";
        return query.Limit is { } limit
            ? new LakeQuery($"{sql}\nLIMIT {limit + 1L}", _conditions.Parameters) { MaxRows = limit }
            : new LakeQuery(sql, _conditions.Parameters);
    }

    public LakeQuery WriteCurrencies()
    {
        var where = _conditions.Of(query.Span);
        if (query.Comparison is { } comparison)
        {
            where = $"({where}) OR ({_conditions.Of(comparison.Span)})";
        }

        return new LakeQuery($"SELECT DISTINCT currency FROM {LakeSchema.View} WHERE {where} ORDER BY 1", _conditions.Parameters);
    }

    static string Key(Dimension dimension) => "k_" + dimension.Name;

    static List<string> Keys(InsightQuery query)
    {
        List<string> keys = query.Grain.Expression is null ? [] : ["period"];
        keys.AddRange(query.GroupBy.Select(Key));
        if (query.MustFindCurrency)
        {
            keys.Add("currency");
        }

        return keys;
    }

    static List<LineSum> Sums(InsightQuery query) =>
        [.. query.Measures.SelectMany(measure => measure.Sums).Distinct()
            .Select(sum => sum == LineSum.Sold && query.SplitsSales ? LineSum.SoldDistinct : sum)];

    IEnumerable<string> Columns()
    {
        foreach (var key in _keys.Where(key => !string.Equals(key, "currency", StringComparison.Ordinal)))
        {
            yield return key;
        }

        foreach (var measure in query.Measures)
        {
            yield return $"{measure.Expression("")} AS {Value(measure)}";
        }

        if (query.Comparison is not null)
        {
            foreach (var measure in query.Measures)
            {
                yield return $"{measure.Expression(Previous)} AS {Previous}{Value(measure)}";
            }

            foreach (var measure in query.Measures)
            {
                yield return $"{ChangeOf(measure)} AS {Change(measure)}";
            }
        }

        if (query.TotalsBy is not null)
        {
            yield return "is_total";
        }

        if (query.MustFindCurrency)
        {
            // Over all groups, and before the limit cuts any off.
            yield return "min(currency) OVER () AS currency_min";
            yield return "max(currency) OVER () AS currency_max";
        }
    }

    static string Value(Measure measure) => "m_" + measure.Name;

    static string Change(Measure measure) => "change_" + measure.Name;

    static string ChangeOf(Measure measure)
    {
        var (now, before) = (measure.Expression(""), measure.Expression(Previous));
        return $"CAST(({now}) - ({before}) AS double) / nullif(abs(CAST({before} AS double)), 0)";
    }

    /// <summary>One row a group. A range without sales has no rows, with or without keys.</summary>
    string Grouped(DateSpan span)
    {
        if (query.TotalsBy is { } totalsBy)
        {
            return GroupedWithTotals(span, totalsBy);
        }

        List<string> columns = [.. KeyColumns(), .. SumColumns()];
        return $"SELECT {string.Join(", ", columns)} FROM {LakeSchema.View} WHERE {_conditions.Of(span)}{GroupByKeys()}";
    }

    /// <summary>Trino groups by sets of plain columns only, so the keys are made below.</summary>
    string GroupedWithTotals(DateSpan span, IReadOnlyList<Dimension> totalsBy)
    {
        List<string> left = [.. query.GroupBy.Except(totalsBy).Select(Key)];
        List<string> lines = [.. KeyColumns(), .. LineSum.Fields];
        var marker = $"CAST(CASE WHEN grouping({string.Join(", ", left)}) = 0 THEN 0 ELSE 1 END AS bigint) AS is_total";
        return $"SELECT {string.Join(", ", [.. _keys, .. SumColumns(), marker])}"
            + $" FROM (SELECT {string.Join(", ", lines)} FROM {LakeSchema.View} WHERE {_conditions.Of(span)}) l"
            + $" GROUP BY GROUPING SETS (({string.Join(", ", _keys)}), ({string.Join(", ", _keys.Except(left, StringComparer.Ordinal))}))";
    }

    IEnumerable<string> KeyColumns()
    {
        if (query.Grain.Expression is { } period)
        {
            yield return $"{period} AS period";
        }

        foreach (var dimension in query.GroupBy)
        {
            yield return $"{dimension.Field.Name} AS {Key(dimension)}";
        }

        if (query.MustFindCurrency)
        {
            yield return "currency";
        }
    }

    IEnumerable<string> SumColumns() => _sums.Select(sum => $"CAST({sum.Expression} AS bigint) AS {sum.Column}");

    string GroupByKeys() =>
        _keys.Count == 0 ? " HAVING count(*) > 0" : " GROUP BY " + string.Join(", ", Enumerable.Range(1, _keys.Count));

    /// <summary>Both ranges, the earlier one moved over the later: a group of either has a row, with 0 where the other has none.</summary>
    string Compared(Comparison comparison)
    {
        var keys = string.Concat(_keys.Select(key => key + ", "));
        var now = $"SELECT {keys}{string.Join(", ", _sums.Select(sum => $"{sum.Column}, CAST(0 AS bigint) AS {Previous}{sum.Column}"))}"
            + $" FROM ({Grouped(query.Span)}) n";
        var earlier = new EarlierPeriods(query, comparison);
        var moved = string.Concat(_keys.Select(key => (string.Equals(key, "period", StringComparison.Ordinal) ? earlier.Moved : key) + ", "));
        var before = $"SELECT {moved}{string.Join(", ", _sums.Select(sum => $"CAST(0 AS bigint), {sum.Column}"))}"
            + $" FROM ({Grouped(comparison.Span)}) b{earlier.Counterparts(_conditions)}";
        var sums = _sums.SelectMany(sum => (string[])[sum.Column, Previous + sum.Column])
            .Select(column => $"CAST(sum({column}) AS bigint) AS {column}");
        return $"SELECT {keys}{string.Join(", ", sums)}\nFROM ({now}\nUNION ALL {before}) u{GroupByKeys()}";
    }

    IEnumerable<string> Order()
    {
        List<(string Column, bool Descending)> order = [.. query.OrderBy.Select(by => (Column(by), by.Descending))];
        if (query.Grain != Grain.None)
        {
            order.Add(("period", false));
        }

        order.Add((Value(query.Measures[0]), true));
        order.AddRange(query.GroupBy.Select(dimension => (Key(dimension), false)));
        return order.DistinctBy(by => by.Column, StringComparer.Ordinal)
            .Select(by => by.Descending ? $"{by.Column} DESC NULLS LAST" : $"{by.Column} NULLS LAST");
    }

    static string Column(InsightOrder order) => order switch
    {
        InsightOrder.ByPeriod => "period",
        InsightOrder.ByDimension by => Key(by.Dimension),
        InsightOrder.ByMeasure by => Value(by.Measure),
        InsightOrder.ByChange by => Change(by.Measure),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, message: null),
    };
}

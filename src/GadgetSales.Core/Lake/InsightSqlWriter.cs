namespace GadgetSales.Core.Lake;

/// <summary>Writes one query; <see cref="InsightSql"/> says what.</summary>
internal sealed class InsightSqlWriter(InsightQuery query, List<object> parameters)
{
    const string Period = "period";
    const string Currency = "currency";
    const string IsOther = "is_other";
    const string Previous = "previous_";
    readonly InsightConditions _conditions = new(query, parameters);
    readonly List<string> _keys = Keys(query);
    readonly List<LineSum> _sums = Sums(query);

    public LakeQuery Write()
    {
        var sql = $"{WriteUnordered()}\nORDER BY {Order()}";
        return query.Limit is { } limit
            ? new LakeQuery($"{sql}\nLIMIT {limit + 1L}", _conditions.Parameters) { MaxRows = limit }
            : new LakeQuery(sql, _conditions.Parameters);
    }

    /// <summary>Every row, in any order.</summary>
    public string WriteUnordered()
    {
        var groups = query.Comparison is { } comparison ? Compared(comparison) : Grouped(query.Span, query.Span.To, LakeSchema.Partition);
        return $"SELECT {string.Join(", ", Columns().Select(column => column.Text))}\nFROM ({groups}) g";
    }

    public LakeQuery WriteCurrencies()
    {
        var source = Source();
        var where = _conditions.Of(query.Span, query.Span.To);
        if (query.Comparison is { } comparison)
        {
            where = $"({where}) OR ({_conditions.Of(comparison.Span, comparison.Under(query.Span.To, query.Span))})";
        }

        return new LakeQuery($"SELECT DISTINCT currency FROM {source} WHERE {where} ORDER BY 1", _conditions.Parameters);
    }

    /// <summary>The columns of a row: their names, types and what they are made of.</summary>
    public IEnumerable<InsightColumn> Columns()
    {
        foreach (var key in _keys.Where(key => !string.Equals(key, Currency, StringComparison.Ordinal)))
        {
            yield return new(key, TypeOf(key), key);
        }

        foreach (var measure in query.Measures)
        {
            yield return new(Value(measure), "bigint", measure.Expression(""));
        }

        if (query.TotalsBy is not null)
        {
            yield return new("is_total", "bigint", "is_total");
        }

        foreach (var measure in query.Comparison is null ? [] : query.Measures)
        {
            yield return new(Previous + Value(measure), "bigint", measure.Expression(Previous));
        }

        foreach (var measure in query.Comparison is null ? [] : query.Measures)
        {
            yield return new(Change(measure), "double", ChangeOf(measure));
        }

        if (query.Measures.Any(measure => measure.IsOfTax))
        {
            yield return new(LineSum.TaxUnknown.Column, "bigint", LineSum.TaxUnknown.Column);
        }

        if (query.TellsTaxIncluded)
        {
            yield return new("tax_on_top_all", "bigint", OfAll(LineSum.TaxOnTop));
            yield return new("line_count_all", "bigint", OfAll(LineSum.Lines));
        }

        if (query.MustFindCurrency)
        {
            // Over all groups, and before the limit cuts any off.
            yield return new("currency_min", "varchar", "min(currency) OVER ()");
            yield return new("currency_max", "varchar", "max(currency) OVER ()");
        }
    }

    /// <summary>What follows ORDER BY.</summary>
    public string Order()
    {
        List<(string Column, bool Descending)> order = [.. query.OrderBy.Select(by => (Column(by), by.Descending))];
        if (query.Grain != Grain.None)
        {
            order.Add((Period, false));
        }

        if (query.Top is { WithOthers: true })
        {
            order.Add((IsOther, false));
        }

        order.Add((Value(query.Measures[0]), true));
        order.AddRange(query.GroupBy.Select(dimension => (Key(dimension), false)));
        return string.Join(", ", order.DistinctBy(by => by.Column, StringComparer.Ordinal)
            .Select(by => by.Descending ? $"{by.Column} DESC NULLS LAST" : $"{by.Column} NULLS LAST"));
    }

    /// <summary>Over all groups of both ranges, and before the limit cuts any off.</summary>
    string OfAll(LineSum sum) => $"CAST(sum({sum.Column}{(query.Comparison is null ? "" : $" + {Previous}{sum.Column}")}) OVER () AS bigint)";

    static string Key(Dimension dimension) => "k_" + dimension.Name;

    static List<string> Keys(InsightQuery query)
    {
        List<string> keys = query.Grain.Expression is null ? [] : [Period];
        keys.AddRange(query.GroupBy.Select(Key));
        if (query.Top is { WithOthers: true })
        {
            keys.Add(IsOther);
        }

        if (query.MustFindCurrency)
        {
            keys.Add(Currency);
        }

        return keys;
    }

    static List<LineSum> Sums(InsightQuery query) =>
        [.. query.Measures.SelectMany(measure => measure.Sums).Concat(query.TellsTaxIncluded ? [LineSum.TaxOnTop, LineSum.Lines] : []).Distinct().Select(sum => Counted(query, sum))];

    static LineSum Counted(InsightQuery query, LineSum sum) =>
        sum == LineSum.Back ? query.ReceiptCount == ReceiptCount.OfReceipts ? sum : LineSum.BackDistinct
        : sum != LineSum.Sold ? sum
        : query.ReceiptCount switch
        {
            ReceiptCount.OfReceipts => sum,
            ReceiptCount.BySku => LineSum.SoldBySku,
            ReceiptCount.ByCategory => LineSum.SoldByCategory,
            _ => LineSum.SoldDistinct,
        };

    string TypeOf(string key) => string.Equals(key, Period, StringComparison.Ordinal) ? query.Grain.SqlType
        : string.Equals(key, IsOther, StringComparison.Ordinal) ? "bigint"
        : query.GroupBy.Single(dimension => string.Equals(Key(dimension), key, StringComparison.Ordinal)).SqlType;

    static string Value(Measure measure) => "m_" + measure.Name;

    static string Change(Measure measure) => "change_" + measure.Name;

    static string ChangeOf(Measure measure)
    {
        var (now, before) = (measure.Expression(""), measure.Expression(Previous));
        return $"CAST(({now}) - ({before}) AS double) / nullif(abs(CAST({before} AS double)), 0)";
    }

    /// <summary>One row a group. A range without sales has no rows, with or without keys.</summary>
    string Grouped(DateSpan span, DateOnly? running, string date)
    {
        if (query.TotalsBy is { } totalsBy)
        {
            return GroupedWithTotals(span, totalsBy);
        }

        List<string> columns = [.. KeyColumns(date), .. SumColumns()];
        return $"SELECT {string.Join(", ", columns)} FROM {Lines(span, running)}{GroupByKeys()}";
    }

    /// <summary>The lines of a range, with the mark of those that are outside the largest groups.</summary>
    string Lines(DateSpan span, DateOnly? running)
    {
        if (query.Top is not { WithOthers: true } top)
        {
            return $"{Source()} WHERE {_conditions.Of(span, running)}";
        }

        var among = _conditions.Among(top);
        return $"(SELECT *, CAST(CASE WHEN {among} THEN 0 ELSE 1 END AS bigint) AS {IsOther} FROM {Source()} WHERE {_conditions.Of(span, running)}) l";
    }

    /// <summary>The facts of the question: of one view, or of several together, told apart by kind.</summary>
    string Source()
    {
        if (query.Names(Dimension.Product))
        {
            return LatestNames.Beside(query, _conditions);
        }

        if (query.Views is [var only])
        {
            return only.Name;
        }

        var columns = string.Join(", ", LineSum.Fields.Concat(query.GroupBy.Concat(query.Filters.Select(filter => filter.Dimension)).Select(dimension => dimension.Field.Name))
            .Concat([LakeSchema.Partition, "store_id", Currency, "sold_at", "sold_at_local"]).Distinct(StringComparer.Ordinal));
        return $"({string.Join(" UNION ALL ", query.Views.Select(view => $"SELECT {columns} FROM {view.Name}"))}) v";
    }

    /// <summary>Trino groups by sets of plain columns only, so the keys are made below.</summary>
    string GroupedWithTotals(DateSpan span, IReadOnlyList<Dimension> totalsBy)
    {
        List<string> left = [.. query.GroupBy.Except(totalsBy).Select(Key)];
        List<string> lines = [.. KeyColumns(LakeSchema.Partition), .. LineSum.Fields];
        var marker = $"CAST(CASE WHEN grouping({string.Join(", ", left)}) = 0 THEN 0 ELSE 1 END AS bigint) AS is_total";
        return $"SELECT {string.Join(", ", [.. _keys, .. SumColumns(), marker])}"
            + $" FROM (SELECT {string.Join(", ", lines)} FROM {LakeSchema.View} WHERE {_conditions.Of(span, span.To)}) l"
            + $" GROUP BY GROUPING SETS (({string.Join(", ", _keys)}), ({string.Join(", ", _keys.Except(left, StringComparer.Ordinal))}))";
    }

    /// <param name="date">The business date that periods are cut from.</param>
    IEnumerable<string> KeyColumns(string date)
    {
        if (query.Grain.ExpressionOf(date) is { } period)
        {
            yield return $"{period} AS {Period}";
        }

        var hasOthers = query.Top is { WithOthers: true };
        foreach (var dimension in query.GroupBy)
        {
            // Amounts of the others are kept apart by currency too.
            yield return hasOthers && dimension != Dimension.Currency
                ? $"CASE WHEN {IsOther} = 0 THEN {dimension.Expression} END AS {Key(dimension)}"
                : $"{dimension.Expression} AS {Key(dimension)}";
        }

        if (hasOthers)
        {
            yield return IsOther;
        }

        if (query.MustFindCurrency)
        {
            yield return Currency;
        }
    }

    IEnumerable<string> SumColumns() => _sums.Select(sum => $"CAST({sum.Aggregate(query.Views.Count > 1)} AS bigint) AS {sum.Column}");

    string GroupByKeys() =>
        _keys.Count == 0 ? " HAVING count(*) > 0" : " GROUP BY " + string.Join(", ", Enumerable.Range(1, _keys.Count));

    /// <summary>Both ranges, the earlier one moved over the later: a group of either has a row, with 0 where the other has none.</summary>
    string Compared(Comparison comparison)
    {
        var keys = string.Concat(_keys.Select(key => key + ", "));
        var now = $"SELECT {keys}{string.Join(", ", _sums.Select(sum => $"{sum.Column}, CAST(0 AS bigint) AS {Previous}{sum.Column}"))}"
            + $" FROM ({Grouped(query.Span, query.Span.To, LakeSchema.Partition)}) n";
        var sums = _sums.SelectMany(sum => (string[])[sum.Column, Previous + sum.Column])
            .Select(column => $"CAST(sum({column}) AS bigint) AS {column}");
        var both = comparison.IsEmpty ? now : $"{now}\nUNION ALL {Earlier(comparison)}";
        return $"SELECT {keys}{string.Join(", ", sums)}\nFROM ({both}) u{GroupByKeys()}";
    }

    string Earlier(Comparison comparison)
    {
        var earlier = new EarlierPeriods(query, comparison);
        var moved = string.Concat(_keys.Select(key => (string.Equals(key, Period, StringComparison.Ordinal) ? earlier.Moved : key) + ", "));
        var groups = Grouped(comparison.SpanUnder(query.Grain, query.Span), comparison.Under(query.Span.To, query.Span), earlier.Date);
        return $"SELECT {moved}{string.Join(", ", _sums.Select(sum => $"CAST(0 AS bigint), {sum.Column}"))} FROM ({groups}) b{earlier.Counterparts(_conditions)}";
    }

    static string Column(InsightOrder order) => order switch
    {
        InsightOrder.ByPeriod => Period,
        InsightOrder.ByDimension by => Key(by.Dimension),
        InsightOrder.ByMeasure by => Value(by.Measure),
        InsightOrder.ByChange by => Change(by.Measure),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, message: null),
    };
}

/// <summary>A column of the engine's answer.</summary>
internal sealed record InsightColumn(string Name, string Type, string Expression)
{
    public string Text => string.Equals(Name, Expression, StringComparison.Ordinal) ? Name : $"{Expression} AS {Name}";
}

using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>Writes which lines a question is about. Values never stand in the text: they become parameters, in the order of their places in it.</summary>
internal sealed class InsightConditions(InsightQuery query, List<object> parameters)
{
    public List<object> Parameters => parameters;

    /// <summary>What follows WHERE.</summary>
    /// <param name="running">The date of the span that a present time cuts; null for none.</param>
    public string Of(DateSpan span, DateOnly? running)
    {
        List<string> conditions = [Dates(span)];
        conditions.AddRange(query.Filters.Select(Condition));
        if (query.DayPart is { } part)
        {
            conditions.Add(Condition(part));
        }

        if (query.PresentTime is { } present && running is { } date)
        {
            conditions.Add($"({LakeSchema.Partition} <> {Bind(date)} OR sold_at_local <= {Until(present, date)})");
        }

        if (query is { LikeForLike: true, Comparison: { } comparison })
        {
            AddLikeForLike(conditions, comparison);
        }

        if (query.AllowedStores is { } stores)
        {
            conditions.Add(Among(stores));
        }

        if (query.Top is { WithOthers: false } top)
        {
            conditions.Add(Among(top));
        }

        return string.Join(" AND ", conditions);
    }

    /// <summary>Every line of a range that the caller may see.</summary>
    public string Visible(DateSpan span) => query.AllowedStores is { } stores ? $"{Dates(span)} AND {Among(stores)}" : Dates(span);

    string Dates(DateSpan span) => $"{LakeSchema.Partition} >= {Bind(span.From)} AND {LakeSchema.Partition} <= {Bind(span.To)}";

    string Among(IReadOnlySet<string> stores) => stores.Count == 0 ? "1 = 0" : $"store_id IN ({BindAll(stores.Order(StringComparer.Ordinal))})";

    /// <summary>Stores that were open when the earlier range began, by what was said of them, else by their first sale, and that did not close before the later one ends.</summary>
    void AddLikeForLike(List<string> conditions, Comparison comparison)
    {
        var sold = $"store_id IN (SELECT store_id FROM {LakeSchema.View} WHERE {LakeSchema.Partition} <= {Bind(comparison.Span.From)})";
        string[] open = [.. query.StoreLives.Where(store => store.OpenedOn <= comparison.Span.From).Select(store => store.StoreId)];
        conditions.Add(open.Length == 0 ? sold : $"({sold} OR store_id IN ({BindAll(open.Order(StringComparer.Ordinal))}))");
        string[] others = [.. query.StoreLives.Where(store => store.OpenedOn > comparison.Span.From || store.ClosedOn < query.Span.To).Select(store => store.StoreId)];
        if (others.Length > 0)
        {
            conditions.Add($"store_id NOT IN ({BindAll(others.Order(StringComparer.Ordinal))})");
        }
    }

    /// <summary>The lines of the groups that are named.</summary>
    public string Among(TopGroups top)
    {
        if (top.Keys.Count == 0)
        {
            return "1 = 0";
        }

        return query.GroupBy is [var only]
            ? Condition(new DimensionFilter(only, [.. top.Keys.Select(key => key[0])]))
            : $"({string.Join(" OR ", top.Keys.Select(key => $"({string.Join(" AND ", query.GroupBy.Select((dimension, i) => Condition(new DimensionFilter(dimension, [key[i]]))))})"))})";
    }

    string Condition(DayPart part)
    {
        var (days, hours) = part.IsLater ? (">", ">=") : ("<", "<");
        const string day = "CAST(sold_at_local AS date)";
        return $"({day} {days} {LakeSchema.Partition} OR ({day} = {LakeSchema.Partition} AND hour(sold_at_local) {hours} {HourOf(part)}))";
    }

    /// <summary>Stores are bound in the order of their ids, so that the same question is the same text.</summary>
    string HourOf(DayPart part)
    {
        var others = part.StoreHours.OrderBy(store => store.Key, StringComparer.Ordinal)
            .Select(store => string.Create(CultureInfo.InvariantCulture, $" WHEN {Bind(store.Key)} THEN {store.Value}"));
        var hour = part.Hour.ToString(CultureInfo.InvariantCulture);
        return part.StoreHours.Count == 0 ? hour : $"CASE store_id{string.Concat(others)} ELSE {hour} END";
    }

    string Condition(DimensionFilter filter)
    {
        var expression = filter.Dimension.Expression;
        var values = filter.Values.OfType<string>().ToList();
        var hasNone = filter.Values.Any(value => value is null);
        if (filter.Excludes)
        {
            // NOT IN alone would also leave out what has no value.
            var isNoneOf = values.Count == 0 ? null : $"{expression} NOT IN ({BindAll(filter.Dimension, values)})";
            return isNoneOf is null ? hasNone ? $"{expression} IS NOT NULL" : "1 = 1"
                : hasNone || !filter.Dimension.Field.Nullable ? isNoneOf : $"({isNoneOf} OR {expression} IS NULL)";
        }

        var isOneOf = values.Count == 0 ? null : $"{expression} IN ({BindAll(filter.Dimension, values)})";
        var isNone = hasNone ? $"{expression} IS NULL" : null;
        return isOneOf is null ? isNone ?? "1 = 0" : isNone is null ? isOneOf : $"({isOneOf} OR {isNone})";
    }

    string Until(PresentTime present, DateOnly date)
    {
        var utc = Bind(date, present.OfUtc);
        var cases = string.Concat(present.Elsewhere.Select(each => $" WHEN store_id IN ({BindAll(each.Stores)}) THEN {Bind(date, each.Elapsed)}"));
        return $"CASE WHEN sold_at_local = sold_at THEN {utc}{cases} ELSE {Bind(date, present.Elapsed)} END";
    }

    string BindAll(Dimension dimension, IEnumerable<string> values) => string.Join(", ", values.Select(value =>
        dimension.IsOfTime ? Bind(long.Parse(value, CultureInfo.InvariantCulture)) : Bind(value)));

    string BindAll(IEnumerable<string> values) => string.Join(", ", values.Select(value => Bind(value)));

    /// <summary>The place of a date that is added to the parameters.</summary>
    public string Bind(DateOnly date)
    {
        parameters.Add(date);
        return "CAST(? AS DATE)";
    }

    string Bind(DateOnly date, TimeSpan elapsed)
    {
        parameters.Add((date.ToDateTime(TimeOnly.MinValue) + elapsed).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        return "CAST(? AS timestamp)";
    }

    string Bind(object value)
    {
        parameters.Add(value);
        return "?";
    }
}

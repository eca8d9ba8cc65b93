using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>Writes which lines a question is about. Values never stand in the text: they become parameters, in the order of their places in it.</summary>
internal sealed class InsightConditions(InsightQuery query)
{
    public List<object> Parameters { get; } = [];

    /// <summary>What follows WHERE.</summary>
    public string Of(DateSpan span)
    {
        List<string> conditions = [$"{LakeSchema.Partition} >= {Bind(span.From)}", $"{LakeSchema.Partition} <= {Bind(span.To)}"];
        conditions.AddRange(query.Filters.Select(Condition));
        if (query.DayPart is { } part)
        {
            conditions.Add(Condition(part));
        }

        if (query.AllowedStores is { } stores)
        {
            conditions.Add(stores.Count == 0 ? "1 = 0" : $"store_id IN ({BindAll(stores.Order(StringComparer.Ordinal))})");
        }

        return string.Join(" AND ", conditions);
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
        var field = filter.Dimension.Field.Name;
        var values = filter.Values.OfType<string>().ToList();
        var isOneOf = values.Count == 0 ? null : $"{field} IN ({BindAll(values)})";
        var isNone = filter.Values.Any(value => value is null) ? $"{field} IS NULL" : null;
        return isOneOf is null ? isNone ?? "1 = 0" : isNone is null ? isOneOf : $"({isOneOf} OR {isNone})";
    }

    string BindAll(IEnumerable<string> values) => string.Join(", ", values.Select(value => Bind(value)));

    /// <summary>The place of a date that is added to the parameters.</summary>
    public string Bind(DateOnly date)
    {
        Parameters.Add(date);
        return "CAST(? AS DATE)";
    }

    string Bind(string value)
    {
        Parameters.Add(value);
        return "?";
    }
}

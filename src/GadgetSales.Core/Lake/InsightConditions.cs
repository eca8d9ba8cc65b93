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

    string HourOf(DayPart part)
    {
        var usual = part.Hour.ToString(CultureInfo.InvariantCulture);
        return part.Elsewhere.Count == 0 ? usual
            : $"CASE{string.Concat(part.Elsewhere.Select(each => $" WHEN store_id IN ({BindAll(each.Stores)}) THEN {each.Hour.ToString(CultureInfo.InvariantCulture)}"))} ELSE {usual} END";
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

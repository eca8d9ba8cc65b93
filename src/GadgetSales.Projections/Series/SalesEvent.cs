using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>Something that is known to change sales, such as a promotion or a closing.</summary>
/// <param name="Name">For people.</param>
/// <param name="Dates">Business dates, none twice. Those in the history are not taken for the usual, and are what an effect is learnt from.</param>
/// <param name="EffectPercent">How much more is sold than without it, from -100 (closed); 25 is a quarter more. Null to learn it from the past dates.</param>
public sealed record SalesEvent(string Name, IReadOnlyList<DateOnly> Dates, double? EffectPercent)
{
    public const double Closed = -100;

    /// <summary>Sales on a day that is closed otherwise: as on an open day, changed by the effect.</summary>
    public bool Opens { get; init; }

    /// <summary>What it is about, such as a store or a category; empty for everything.</summary>
    public IReadOnlyList<DimensionFilter> Scope { get; init; } = [];

    /// <summary>Repeats the dates each week, month or year; null for the dates alone.</summary>
    public Grain? Every { get; init; }

    /// <summary>What to multiply a day with, as far as it is known beforehand.</summary>
    public double Factor => 1 + ((EffectPercent ?? 0) / 100);

    /// <summary>Whether a series may hold sales that it is about. A dimension that the series is not kept apart by holds all of its values.</summary>
    public bool Touches(IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key)
    {
        foreach (var only in Scope)
        {
            var at = dimensions.ToList().IndexOf(only.Dimension);
            if (at >= 0 && !only.Values.Contains(key[at], StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>With every date that it repeats on in the history and the projected periods. A month without the day is left out.</summary>
    public SalesEvent Repeated(ProjectionQuery query)
    {
        if (Every is not { } every)
        {
            return this;
        }

        var (first, last) = (query.Axis.Span.From, query.DatesAt(query.Horizon - 1).To);
        var dates = Dates.SelectMany(date =>
        {
            var start = date.ToDateTime(TimeOnly.MinValue);
            var (from, to) = (every.Count(start, first.ToDateTime(TimeOnly.MinValue)) - 1, every.Count(start, last.ToDateTime(TimeOnly.MinValue)) + 1);
            return Enumerable.Range(from, to - from + 1).Select(count => DateOnly.FromDateTime(every.Add(start, count))).Where(each => every == Grain.Week || each.Day == date.Day);
        });
        return this with { Dates = [.. dates.Where(date => date >= first && date <= last).Distinct().Order()] };
    }
}

using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>How events change projected periods.</summary>
public static class EventEffects
{
    /// <summary>
    /// What to multiply each projected period with: 1 + effect for a day or hour of the event, several events multiplied; for longer periods the mean over
    /// their days, as if every day sold the same.
    /// </summary>
    public static double[] Factors(ProjectionQuery query)
    {
        var effects = query.Events.SelectMany(each => each.Dates, (each, date) => (date, factor: 1 + (each.EffectPercent / 100)))
            .GroupBy(each => each.date)
            .ToDictionary(day => day.Key, day => day.Aggregate(1.0, (product, each) => product * each.factor));
        var factors = new double[query.Horizon];
        for (var j = 0; j < factors.Length; j++)
        {
            var (first, next) = Days(query, j);
            var (sum, days) = (0.0, 0);
            for (var day = first; day < next; day = day.AddDays(1), days++)
            {
                sum += effects.GetValueOrDefault(day, 1);
            }

            factors[j] = sum / days;
        }

        return factors;
    }

    /// <summary>The names of the events that touch a projected period.</summary>
    public static IEnumerable<string> NamesAt(ProjectionQuery query, int step)
    {
        var (first, next) = Days(query, step);
        return query.Events.Where(each => each.Dates.Any(date => date >= first && date < next)).Select(each => each.Name);
    }

    static (DateOnly First, DateOnly Next) Days(ProjectionQuery query, int step)
    {
        var first = query.Axis.PeriodAt(query.Axis.Length + step);
        return query.Grain.Grain == Grain.Hour
            ? (DateOnly.FromDateTime(first), DateOnly.FromDateTime(first).AddDays(1))
            : (DateOnly.FromDateTime(first), DateOnly.FromDateTime(query.Grain.Grain.Add(first, 1)));
    }
}

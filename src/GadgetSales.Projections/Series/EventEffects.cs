using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>How events change projected periods.</summary>
public static class EventEffects
{
    /// <summary>
    /// What to multiply each projected period of a series with: 1 + effect for a day or hour of the event, several events multiplied; for longer periods the mean over
    /// their days, as if every day sold the same. Effects that are learnt are not among them: the forecast of the series has them already.
    /// </summary>
    public static double[] Factors(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key)
    {
        var effects = query.Events.Where(each => each.EffectPercent is not null && each.Touches(dimensions, key))
            .SelectMany(each => each.Dates, (each, date) => (date, factor: each.Factor))
            .GroupBy(each => each.date)
            .ToDictionary(day => day.Key, day => day.Aggregate(1.0, (product, each) => product * each.factor));
        var factors = new double[query.Horizon];
        for (var j = 0; j < factors.Length; j++)
        {
            var (dates, sum) = (query.DatesAt(j), 0.0);
            for (var day = dates.From; day <= dates.To; day = day.AddDays(1))
            {
                sum += effects.GetValueOrDefault(day, 1);
            }

            factors[j] = sum / (dates.To.DayNumber - dates.From.DayNumber + 1);
        }

        return factors;
    }

    /// <summary>The events of a series for its forecast: past steps to learn from, and those to come where the effect is to be learnt.</summary>
    /// <param name="start">Where the series starts on the axis.</param>
    public static IReadOnlyList<ForecastEvent> Learnt(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key, int start)
    {
        List<ForecastEvent> events = [];
        foreach (var each in query.Events.Where(each => !each.Opens && each.Touches(dimensions, key)))
        {
            var last = each.EffectPercent is null ? query.Horizon : 0;
            List<int> steps = [.. each.Dates.SelectMany(date => StepsOn(query, date)).Distinct().Where(step => step < last && query.Axis.Length + step >= start)];
            if (steps.Count > 0)
            {
                events.Add(new ForecastEvent(each.Name, [.. steps.Select(step => query.Axis.Length + step - start).Order()]));
            }
        }

        return events;
    }

    /// <summary>The projected periods in which a series that is closed otherwise opens, with what to multiply an open day with.</summary>
    public static IEnumerable<(int Step, double Factor)> Openings(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key) =>
        query.Events.Where(each => each.Opens && each.Touches(dimensions, key))
            .SelectMany(each => each.Dates.SelectMany(date => StepsOn(query, date)).Where(step => step >= 0 && step < query.Horizon).Select(step => (step, each.Factor)));

    /// <summary>The names of the events that touch a projected period of a series.</summary>
    public static IEnumerable<string> NamesAt(ProjectionQuery query, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> key, int step)
    {
        var dates = query.DatesAt(step);
        return query.Events.Where(each => each.Touches(dimensions, key) && each.Dates.Any(date => date >= dates.From && date <= dates.To)).Select(each => each.Name);
    }

    /// <summary>The steps whose periods hold a date; negative ones are past.</summary>
    public static IEnumerable<int> StepsOn(ProjectionQuery query, DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        var first = query.Axis.IndexOf(query.Grain.Grain.Truncate(day)) - query.Axis.Length;
        return Enumerable.Range(first, query.Grain.Grain == Grain.Hour ? 24 : 1);
    }
}

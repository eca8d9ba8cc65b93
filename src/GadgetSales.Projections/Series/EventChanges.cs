using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>Changes forecasts by the events whose effects are given.</summary>
static class EventChanges
{
    public static void OfGroups(ForecastDraft[] groups, ProjectionQuery query)
    {
        if (query.Events.Count > 0)
        {
            Array.ForEach(groups, group => Of(group, query, query.GroupBy));
        }
    }

    /// <summary>A whole changes as its groups do, since an event may be about some of them; one that is not the sum of groups by itself.</summary>
    public static void OfWhole(ForecastDraft whole, ForecastDraft[] groups, ProjectionQuery query, IReadOnlyList<Dimension> by)
    {
        if (query.Events.Count == 0)
        {
            return;
        }

        var openings = groups.Length == 0 ? [] : EventEffects.Openings(query, by, whole.Sales.Key).Select(opening => opening.Step).ToHashSet();
        if (groups.Length == 0 || Array.TrueForAll(groups, group => query.Events.All(each => each.Scope.Count == 0)))
        {
            Of(whole, query, by);
            return;
        }

        for (var j = 0; j < query.Horizon; j++)
        {
            var (before, after) = (groups.Sum(group => group.Unchanged[j]), groups.Sum(group => group.Points[j]));
            if (before > 0)
            {
                whole.Multiply(j, after / before);
            }
            else if (after > 0 && openings.Contains(j))
            {
                whole.Open(j, 1, Slots(query));
                whole.Multiply(j, whole.Points[j] > 0 ? after / whole.Points[j] : 1);
            }
        }
    }

    static void Of(ForecastDraft draft, ProjectionQuery query, IReadOnlyList<Dimension> by)
    {
        var factors = EventEffects.Factors(query, by, draft.Sales.Key);
        var openings = EventEffects.Openings(query, by, draft.Sales.Key).ToList();
        foreach (var (step, _) in openings)
        {
            draft.Open(step, 1, Slots(query));
        }

        for (var j = 0; j < factors.Length; j++)
        {
            draft.Multiply(j, factors[j]);
        }
    }

    static int Slots(ProjectionQuery query) => query.Grain.Grain == Grain.Hour ? 24 : 1;
}

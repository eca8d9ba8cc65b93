using System.Globalization;
using GadgetSales.Core;
using GadgetSales.Core.Lake;
using GadgetSales.Core.Sales;

namespace GadgetSales.Projections.Series;

/// <summary>What events may say.</summary>
public static class SalesEventRules
{
    public const int MaxEvents = 100;
    public const int MaxNameLength = 64;
    public const double MaxEffect = 1_000;

    /// <summary>Everything that is wrong, by JSON pointer into <c>{"events": […]}</c>. A date must lie in the projected periods: an event elsewhere would change nothing.</summary>
    public static IReadOnlyList<InputError> Check(IReadOnlyList<SalesEvent> events, ProjectionQuery query)
    {
        List<InputError> errors = [];
        if (events.Count is 0 or > MaxEvents)
        {
            errors.Add(new InputError("/events", $"Must list from 1 to {MaxEvents} events."));
        }

        for (var i = 0; i < events.Count; i++)
        {
            Check(events[i], $"/events/{i.ToString(CultureInfo.InvariantCulture)}", query, errors);
        }

        return errors;
    }

    static void Check(SalesEvent each, string pointer, ProjectionQuery query, List<InputError> errors)
    {
        if (!PrintableText.IsValid(each.Name, MaxNameLength))
        {
            errors.Add(new InputError(pointer + "/name", $"Must be 1 to {MaxNameLength} printable characters, without spaces around them."));
        }

        if (each.EffectPercent is { } effect && effect is not (>= SalesEvent.Closed and <= MaxEffect))
        {
            errors.Add(new InputError(pointer + "/effectPercent", $"Must be from {SalesEvent.Closed} (closed) to {MaxEffect}."));
        }

        CheckDates(each, pointer, query, errors);
        foreach (var only in each.Scope.Where(only => !IsKeptApart(only, query)))
        {
            errors.Add(new InputError($"{pointer}/{only.Dimension}", $"Add {only.Dimension} to groupBy: how much of a series that holds others too is about it, is not known."));
        }

        if (each.Opens && query.Grain != ProjectionGrain.Day && query.Grain != ProjectionGrain.Hour)
        {
            errors.Add(new InputError(pointer + "/opens", "Needs grain=day or grain=hour: a longer period is not closed."));
        }
    }

    static void CheckDates(SalesEvent each, string pointer, ProjectionQuery query, List<InputError> errors)
    {
        var past = query.Axis.Span;
        var (first, last) = (DateOnly.FromDateTime(query.Axis.Next), query.DatesAt(query.Horizon - 1).To);
        if (each.Dates.Any(date => date < past.From || date > last) || !each.Dates.Any(date => date >= first))
        {
            errors.Add(new InputError(
                pointer + "/dates", $"Must list at least one date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, which are projected, and else only dates of the history, from {past.From:yyyy-MM-dd} on."));
        }
        else if (each is { EffectPercent: null, Opens: false } && !each.Dates.Any(date => date < first))
        {
            errors.Add(new InputError(pointer + "/effectPercent", "Is required: without a past date among the dates there is nothing to learn the effect from."));
        }
    }

    /// <summary>Every series is about one of its values, or all of them.</summary>
    static bool IsKeptApart(DimensionFilter only, ProjectionQuery query) => query.GroupBy.Contains(only.Dimension)
        || query.Filters.Any(filter => filter.Dimension == only.Dimension && filter.Values.All(value => only.Values.Contains(value, StringComparer.Ordinal)));
}

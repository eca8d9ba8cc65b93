using System.Globalization;
using GadgetSales.Core;
using GadgetSales.Core.Sales;

namespace GadgetSales.Projections.Series;

/// <summary>What events may say.</summary>
public static class SalesEventRules
{
    public const int MaxEvents = 100;
    public const int MaxNameLength = 64;
    public const double MaxEffect = 1_000;

    /// <summary>Everything that is wrong, by JSON pointer into <c>{"events": […]}</c>. Dates must lie in the projected periods: an event elsewhere would change nothing.</summary>
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

        if (each.EffectPercent is not (>= SalesEvent.Closed and <= MaxEffect))
        {
            errors.Add(new InputError(pointer + "/effectPercent", $"Must be from {SalesEvent.Closed} (closed) to {MaxEffect}."));
        }

        var first = DateOnly.FromDateTime(query.Axis.Next);
        var last = DateOnly.FromDateTime(query.Axis.PeriodAt(query.Axis.Length + query.Horizon).AddTicks(-1));
        if (each.Dates.Count == 0 || each.Dates.Any(date => date < first || date > last))
        {
            errors.Add(new InputError(pointer + "/dates", $"Must list dates from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, which are projected."));
        }
    }
}

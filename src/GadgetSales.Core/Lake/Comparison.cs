namespace GadgetSales.Core.Lake;

/// <summary>
/// An earlier range laid over the queried one. The first period lies over the first, the second over the second and so on;
/// days and hours that moved by calendar months keep their day of the month, and a day the other month lacks has no counterpart.
/// </summary>
public sealed record Comparison
{
    Comparison(ComparisonKind kind, DateSpan span, ComparisonShift shift)
    {
        (Kind, Span, Shift) = (kind, span, shift);
    }

    public ComparisonKind Kind { get; }

    /// <summary>The earlier business dates.</summary>
    public DateSpan Span { get; }

    /// <summary>No day of the range has a counterpart: 29 February against the year before.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Each day moves by itself, so that a month lies over the same weekdays of 364 days before, not over another month.</summary>
    internal bool MovesDays { get; private init; }

    internal ComparisonShift Shift { get; }

    /// <param name="calendarMonths">The calendar unit that <paramref name="span"/> is a part of, where it was asked for as such; else 0.</param>
    /// <param name="grain">The periods that must lie over periods; null and <see cref="Grain.None"/> for the range as one.</param>
    /// <param name="calendarDays">As <paramref name="calendarMonths"/>, for a range that is a part of a week.</param>
    public static Comparison Of(ComparisonKind kind, DateSpan span, int calendarMonths = 0, Grain? grain = null, int calendarDays = 0)
    {
        var weekdays = kind == ComparisonKind.SameWeekdays ? 364 : kind == ComparisonKind.SameWeekdaysLastWeek ? 7 : 0;
        var shift = weekdays > 0 ? new(0, weekdays)
            : kind == ComparisonKind.PreviousYear ? new(12, 0)
            : ComparisonShift.OfPeriodBefore(span, calendarMonths, calendarDays, grain ?? Grain.None);
        if (shift.Months == 0)
        {
            return new(kind, new(span.From.AddDays(-shift.Days), span.To.AddDays(-shift.Days)), shift) { MovesDays = weekdays > 0 };
        }

        var from = span.From.AddMonths(-shift.Months);
        var to = ComparisonShift.WholeMonths(span) > 0 ? span.To.AddDays(1).AddMonths(-shift.Months).AddDays(-1) : span.To.AddMonths(-shift.Months);
        var first = from.AddMonths(shift.Months) == span.From ? from : from.AddDays(1);
        return new(kind, new(first > to ? from : first, to), shift) { IsEmpty = first > to };
    }

    /// <summary>Any other dates, before or after, as many or not: the first period lies over the first.</summary>
    public static Comparison With(DateSpan own, DateSpan span) =>
        new(ComparisonKind.Own(own), own, new(0, span.From.DayNumber - own.From.DayNumber));

    /// <summary>The earlier period that lies under <paramref name="period"/>, null where the calendar has none.</summary>
    public DateTime? Under(DateTime period, Grain grain, DateSpan span)
    {
        if (IsEmpty)
        {
            return null;
        }

        var (months, days) = Offset(grain, span);
        var earlier = months == 0 ? period.AddDays(-days) : period.AddMonths(-months);
        // What was sold after midnight belongs to the date before.
        var last = Span.To.AddDays(grain == Grain.Hour ? 1 : 0);
        return (months != 0 && earlier.Day != period.Day) || DateOnly.FromDateTime(earlier) > last ? null : earlier;
    }

    /// <summary>The business date under <paramref name="day"/>, null where there is none.</summary>
    public DateOnly? Under(DateOnly day, DateSpan span) =>
        Under(day.ToDateTime(TimeOnly.MinValue), Grain.Day, span) is { } under ? DateOnly.FromDateTime(under) : null;

    /// <summary>The earlier dates that rows can show: days and hours beyond the end of the question have no row.</summary>
    internal DateSpan SpanUnder(Grain grain, DateSpan span)
    {
        var last = Span.From.AddDays(span.To.DayNumber - span.From.DayNumber);
        return (grain == Grain.Day || grain == Grain.Hour) && Shift.Months == 0 && last < Span.To ? Span with { To = last } : Span;
    }

    /// <summary>How far an earlier period moves to lie over its counterpart; one of the two is 0.</summary>
    internal ComparisonShift Offset(Grain grain, DateSpan span)
    {
        if (grain == Grain.None)
        {
            return new(0, 0);
        }

        if (grain == Grain.Day || grain == Grain.Hour || MovesDays)
        {
            return Shift;
        }

        var start = grain.Truncate(span.From.ToDateTime(TimeOnly.MinValue));
        var earlier = grain.Truncate(Span.From.ToDateTime(TimeOnly.MinValue));
        return grain.IsCalendar
            ? new(((start.Year - earlier.Year) * 12) + start.Month - earlier.Month, 0)
            : new(0, (start - earlier).Days);
    }
}

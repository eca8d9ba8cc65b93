namespace GadgetSales.Core.Lake;

/// <summary>What a range is compared with.</summary>
public sealed class ComparisonKind
{
    ComparisonKind(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public static ComparisonKind PreviousPeriod { get; } = new("previous-period",
        "The range just before: as many calendar months for whole months, the same days of the month, quarter or year before for a range to date, else as many days.");

    public static ComparisonKind PreviousYear { get; } = new("previous-year", "The same dates a year earlier.");

    public static IReadOnlyList<ComparisonKind> All { get; } = [PreviousPeriod, PreviousYear];

    public string Name { get; }

    public string Description { get; }

    public override string ToString() => Name;
}

/// <summary>
/// An earlier range laid over the queried one. The first period lies over the first, the second over the second and so on;
/// days and hours that moved by calendar months keep their day of the month, and a day the other month lacks has no counterpart.
/// </summary>
public sealed record Comparison
{
    Comparison(ComparisonKind kind, DateSpan span, int shiftMonths, int shiftDays)
    {
        (Kind, Span, ShiftMonths, ShiftDays) = (kind, span, shiftMonths, shiftDays);
    }

    public ComparisonKind Kind { get; }

    /// <summary>The earlier business dates.</summary>
    public DateSpan Span { get; }

    int ShiftMonths { get; }

    int ShiftDays { get; }

    /// <param name="calendarMonths">The calendar unit that <paramref name="span"/> is a part of, where it was asked for as such; else 0.</param>
    public static Comparison Of(ComparisonKind kind, DateSpan span, int calendarMonths = 0)
    {
        var months = kind == ComparisonKind.PreviousYear ? 12 : calendarMonths > 0 ? calendarMonths : WholeMonths(span);
        if (months == 0)
        {
            var days = span.To.DayNumber - span.From.DayNumber + 1;
            return new(kind, new(span.From.AddDays(-days), span.To.AddDays(-days)), 0, days);
        }

        var to = WholeMonths(span) > 0 ? span.To.AddDays(1).AddMonths(-months).AddDays(-1) : span.To.AddMonths(-months);
        return new(kind, new(span.From.AddMonths(-months), to), months, 0);
    }

    /// <summary>The earlier period that lies under <paramref name="period"/>, null where the calendar has none.</summary>
    public DateTime? Under(DateTime period, Grain grain, DateSpan span)
    {
        var (months, days) = Offset(grain, span);
        if (months == 0)
        {
            return period.AddDays(-days);
        }

        var earlier = period.AddMonths(-months);
        return earlier.Day == period.Day ? earlier : null;
    }

    /// <summary>How far an earlier period moves to lie over its counterpart; one of the two is 0.</summary>
    internal (int Months, int Days) Offset(Grain grain, DateSpan span)
    {
        if (grain == Grain.None)
        {
            return (0, 0);
        }

        if (grain == Grain.Day || grain == Grain.Hour)
        {
            return (ShiftMonths, ShiftDays);
        }

        var start = grain.Truncate(span.From.ToDateTime(TimeOnly.MinValue));
        var earlier = grain.Truncate(Span.From.ToDateTime(TimeOnly.MinValue));
        return grain.IsCalendar
            ? (((start.Year - earlier.Year) * 12) + start.Month - earlier.Month, 0)
            : (0, (start - earlier).Days);
    }

    static int WholeMonths(DateSpan span)
    {
        var end = span.To.AddDays(1);
        return span.From.Day == 1 && end.Day == 1 ? ((end.Year - span.From.Year) * 12) + end.Month - span.From.Month : 0;
    }
}

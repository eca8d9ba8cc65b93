using System.Runtime.InteropServices;

namespace GadgetSales.Core.Lake;

/// <summary>How far an earlier date lies before its counterpart: calendar months or days, the other is 0. Negative where it lies after it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ComparisonShift(int Months, int Days)
{
    /// <summary>
    /// To the period before, so that like lies over like: months over months and weeks over weeks, however the range cuts them. By days alone,
    /// 1 to 30 March would set all of March against the two days of January that lie 30 days before.
    /// </summary>
    public static ComparisonShift OfPeriodBefore(DateSpan span, int calendarMonths, int calendarDays, Grain grain)
    {
        var length = span.To.DayNumber - span.From.DayNumber + 1;
        var months = calendarMonths > 0 ? calendarMonths : WholeMonths(span);
        if (grain.IsCalendar)
        {
            var periods = grain.Count(grain.Truncate(span.From.ToDateTime(TimeOnly.MinValue)), grain.Truncate(span.To.ToDateTime(TimeOnly.MinValue))) + 1;
            return new(months > 0 && months % grain.Months == 0 ? months : periods * grain.Months, 0);
        }

        if (grain == Grain.Week)
        {
            var days = months > 0 ? span.From.DayNumber - span.From.AddMonths(-months).DayNumber : Math.Max(calendarDays, length);
            var weeks = (days + 3) / 7;
            return new(0, 7 * Math.Max(weeks, (length + 6) / 7));
        }

        return months > 0 ? new(months, 0) : new(0, calendarDays > 0 ? calendarDays : length);
    }

    /// <summary>As many calendar months as the range is made of; 0 where it is not made of such.</summary>
    public static int WholeMonths(DateSpan span)
    {
        var end = span.To.AddDays(1);
        return span.From.Day == 1 && end.Day == 1 ? ((end.Year - span.From.Year) * 12) + end.Month - span.From.Month : 0;
    }
}

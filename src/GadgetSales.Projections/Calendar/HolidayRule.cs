using System.Globalization;

namespace GadgetSales.Projections.Calendar;

/// <summary>Turns a rule of <see cref="HolidayRules"/> into the date of a year.</summary>
static class HolidayRule
{
    static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static DateOnly DateOf(string rule, int year)
    {
        if (rule[0] == 'E')
        {
            return Easter(year).AddDays(Number(rule[1..]));
        }
        if (rule.IndexOf('/', StringComparison.Ordinal) is var slash and > 0)
        {
            var after = rule.IndexOf('+', StringComparison.Ordinal);
            var weekday = rule[(slash + 1)..(after < 0 ? rule.Length : after)];
            var date = Weekday(year, Number(rule[..slash]), Number(weekday[..^3]), (DayOfWeek)Array.IndexOf(Weekdays, weekday[^3..]));
            return date.AddDays(after < 0 ? 0 : Number(rule[after..]));
        }
        return new(year, Number(rule[..2]), Number(rule[3..]));
    }

    static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <param name="count">From 1; -1 for the last one of the month.</param>
    static DateOnly Weekday(int year, int month, int count, DayOfWeek day)
    {
        if (count < 0)
        {
            var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
            return last.AddDays(-(((int)last.DayOfWeek - (int)day + 7) % 7));
        }
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)day - (int)first.DayOfWeek + 7) % 7 + 7 * (count - 1));
    }

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher; Nature 1876).</summary>
    public static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
        var shift = (golden + 11 * moon + 22 * sunday) / 451;
        var day = moon + sunday - 7 * shift + 114;
        return new(year, day / 31, day % 31 + 1);
    }
}

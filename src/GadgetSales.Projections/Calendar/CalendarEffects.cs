using System.Globalization;
using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Calendar;

/// <summary>What holidays and events did to past steps, and so will do to those to come.</summary>
/// <param name="Holidays">For each step of history and horizon what to multiply the usual with; 0 where a holiday is closed.</param>
/// <param name="Events">The same for events.</param>
/// <param name="Notes">What was learnt, in words.</param>
internal sealed record CalendarEffects(double[] Holidays, double[] Events, IReadOnlyList<string> Notes)
{
    const int DaysBefore = 3;
    const int HoursOfDay = 24;

    /// <summary>Both together.</summary>
    public double[] Factors => [.. Holidays.Zip(Events, (holiday, each) => holiday * each)];

    public static CalendarEffects Learn(double[] values, ForecastRequest request)
    {
        var length = values.Length + request.Horizon;
        var notes = new List<string>();
        var usable = new bool[values.Length];
        Array.Fill(usable, request.NonNegative);
        foreach (var index in request.Exclude.Where(index => index >= 0 && index < usable.Length))
        {
            usable[index] = false;
        }
        var events = Learn(values, usable, request.Events.Select(each => (each.Name, each.Steps)), length, Cycle(request), notes);
        double[] rest = [.. values.Select((value, i) => events[i] > 0 ? value / events[i] : value)];
        var holidays = request.Calendar is { } calendar && calendar.Grain != Grain.Quarter && calendar.Grain != Grain.Year
            ? Holiday(rest, usable, calendar, length, Cycle(request), notes)
            : Ones(length);
        return new(holidays, events, notes);
    }

    static int Cycle(ForecastRequest request) => request.CandidatePeriods.Contains(168) ? 168 : request.CandidatePeriods.Contains(7) ? 7 : 1;

    static double[] Holiday(double[] values, bool[] usable, SeriesCalendar calendar, int length, int cycle, List<string> notes)
    {
        if (calendar.Grain != Grain.Hour)
        {
            return Learn(values, usable, StepsOf(calendar, length), length, cycle, notes);
        }
        // Hours of a holiday share its effect: they are learnt as days.
        var first = calendar.Start.Hour;
        var days = (first + length + HoursOfDay - 1) / HoursOfDay;
        var past = (first + values.Length) / HoursOfDay;
        var (sums, whole) = (new double[past], new bool[past]);
        for (var day = 0; day < past; day++)
        {
            for (var hour = 0; hour < HoursOfDay; hour++)
            {
                var at = day * HoursOfDay + hour - first;
                sums[day] += at >= 0 ? values[at] : 0;
                whole[day] = at >= 0 && usable[at] && (hour == 0 || whole[day]);
            }
        }
        var byDay = calendar with { Grain = Grain.Day, Start = calendar.Start.Date };
        var effects = Learn(sums, whole, StepsOf(byDay, days), days, 7, notes);
        return [.. Enumerable.Range(0, length).Select(i => effects[(first + i) / HoursOfDay])];
    }

    /// <summary>
    /// Each holiday with its steps; of days also the days before and the day after, of weeks the week before. A step belongs to one holiday: the nearest, of equally near ones the one to
    /// come, of several in a week the first of the rules.
    /// </summary>
    static IEnumerable<(string Name, IReadOnlyList<int> Steps)> StepsOf(SeriesCalendar calendar, int length)
    {
        var end = calendar.StartOf(length);
        var (before, after) = calendar.Grain == Grain.Day ? (DaysBefore, 1) : calendar.Grain == Grain.Week ? (1, 0) : (0, 0);
        var unit = calendar.Grain == Grain.Week ? "week" : "day";
        var steps = from year in Enumerable.Range(calendar.Start.Year, end.Year - calendar.Start.Year + 1)
                    from holiday in HolidayRules.Of(year, calendar.Country)
                    where calendar.Grain != Grain.Month || holiday.Name == "Easter"
                    from offset in Enumerable.Range(-before, before + 1 + after)
                    let step = IndexOf(calendar, holiday.Date) + offset
                    where step >= 0 && step < length
                    select (Step: step, Offset: offset, Name: NameOf(holiday.Name, offset, unit));
        return steps.GroupBy(each => each.Step)
            .Select(group => group.OrderBy(each => Math.Abs(each.Offset)).ThenBy(each => each.Offset).First())
            .GroupBy(each => each.Name, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<int>)[.. group.Select(each => each.Step)]));
    }

    static int IndexOf(SeriesCalendar calendar, DateOnly date)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        return time < calendar.Start ? int.MinValue / 2 : calendar.Grain.Count(calendar.Start, time);
    }

    static string NameOf(string holiday, int offset, string unit) => offset switch
    {
        0 => holiday,
        > 0 => $"the {unit} after {holiday}",
        -1 => $"the {unit} before {holiday}",
        _ => $"{(-offset).ToString(CultureInfo.InvariantCulture)} {unit}s before {holiday}",
    };

    static double[] Learn(
        double[] values, bool[] usable, IEnumerable<(string Name, IReadOnlyList<int> Steps)> causes, int length, int cycle, List<string> notes)
    {
        var factors = Ones(length);
        (string Name, IReadOnlyList<int> Steps)[] known = [.. causes.Where(cause => cause.Steps.Count > 0)];
        bool[] plain = [.. usable];
        foreach (var step in known.SelectMany(cause => cause.Steps).Where(step => step >= 0 && step < values.Length))
        {
            plain[step] = false;
        }
        var learner = new EffectLearner(values, usable, plain, cycle);
        foreach (var (name, steps) in known)
        {
            if (learner.Effect([.. steps.Where(step => step >= 0 && step < values.Length)]) is not { } effect)
            {
                continue;
            }
            foreach (var step in steps.Where(step => step >= 0 && step < length))
            {
                factors[step] *= effect;
            }
            if (steps.Any(step => step >= values.Length && step < length))
            {
                notes.Add(effect == 0 ? $"{name}: closed, as before." : $"{name}: {(effect - 1).ToString("+0 %;-0 %", CultureInfo.InvariantCulture)}, as far as it was seen.");
            }
        }
        return factors;
    }

    static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1);
        return ones;
    }
}

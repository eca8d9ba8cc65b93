namespace GadgetSales.Projections;

/// <summary>The season of a year, which is learnt from one year on.</summary>
/// <param name="Period">In open slots: 12 months, 52 weeks or 364 days, less the closed ones.</param>
/// <param name="Week">Open slots of a week where the grain is the day; else 1.</param>
/// <param name="Recent">The last slots that say how this year stands against the last.</param>
internal sealed record YearSeason(int Period, int Week, int Recent)
{
    const int Months = 12;
    const int Weeks = 52;
    const int DaysOfWeek = 7;
    const int Days = Weeks * DaysOfWeek;

    /// <summary>A year of 365 days as one of 364, so that the same weekdays are compared.</summary>
    public static int[] InWholeWeeks(IReadOnlyList<int> candidatePeriods) =>
        [.. candidatePeriods.Select(period => period is Days + 1 or Days + 2 && candidatePeriods.Contains(DaysOfWeek) ? Days : period)];

    public static YearSeason? Of(int[] candidatePeriods, ClosedSlots closed, int length)
    {
        YearSeason? season = null;
        if (candidatePeriods.Contains(Days))
        {
            var week = closed.Cycle == DaysOfWeek ? closed.Open.Count(isOpen => isOpen) : DaysOfWeek;
            season = new(Weeks * week, week, 4 * week);
        }
        else if (closed.Cycle == 1)
        {
            season = candidatePeriods.Contains(Weeks) ? new(Weeks, 1, 8) : candidatePeriods.Contains(Months) ? new(Months, 1, 3) : null;
        }
        return season is not null && length >= season.Period + season.Recent + 2 ? season : null;
    }
}

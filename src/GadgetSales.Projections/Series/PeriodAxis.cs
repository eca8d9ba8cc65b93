using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>The complete periods of a history, without gaps, and those that follow it.</summary>
/// <param name="Grain">How time is cut.</param>
/// <param name="First">Start of the first period.</param>
/// <param name="Next">Start of the period after the last complete one: the first that is projected.</param>
public sealed record PeriodAxis(Grain Grain, DateTime First, DateTime Next)
{
    /// <summary>The complete periods.</summary>
    public int Length { get; } = Math.Max(0, Grain.Count(First, Next));

    /// <summary>The business dates that the complete periods cover.</summary>
    public DateSpan Span => new(DateOnly.FromDateTime(First), DateOnly.FromDateTime(Next.AddTicks(-1)));

    /// <summary>
    /// The periods that are over at the end of <paramref name="asOf"/>. A period that ends later is the first to be projected: what is known of it is
    /// left out, because half a week looks like a week that went badly.
    /// </summary>
    /// <param name="from">Where the history starts, in the first whole period at or after it; null for the grain's default.</param>
    public static PeriodAxis UpTo(DateOnly asOf, DateOnly? from, ProjectionGrain grain)
    {
        var next = grain.Grain.Truncate(asOf.AddDays(1).ToDateTime(TimeOnly.MinValue));
        if (from is not { } date)
        {
            return new PeriodAxis(grain.Grain, Earliest(grain, next), next);
        }

        var first = grain.Grain.Truncate(date.ToDateTime(TimeOnly.MinValue));
        first = DateOnly.FromDateTime(first) < date ? grain.Grain.Add(first, 1) : first;
        return new PeriodAxis(grain.Grain, first < next ? first : next, next);
    }

    /// <summary>Start of a period, 0 for the first; at <see cref="Length"/> and beyond of a projected one.</summary>
    public DateTime PeriodAt(int index) => Grain.Add(First, index);

    /// <summary>The index of a period; outside 0 to <see cref="Length"/> - 1 it is not part of the history.</summary>
    public int IndexOf(DateTime period) => Grain.Count(First, period);

    static DateTime Earliest(ProjectionGrain grain, DateTime next)
    {
        var start = InsightCatalogue.Dates.From.ToDateTime(TimeOnly.MinValue);
        var first = grain.Grain.Add(next, -grain.DefaultHistory);
        return first < start ? start : first;
    }
}

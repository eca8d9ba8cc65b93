namespace GadgetSales.Core.Lake;

/// <summary>Which business dates and periods are over: they have ended at every store asked, and what was recorded until then is in the lake.</summary>
/// <param name="ended">The instant up to which everything is known.</param>
/// <param name="slowest">The offset of the store whose clock is furthest behind.</param>
public sealed class InsightDates(DateTimeOffset ended, TimeSpan slowest)
{
    /// <summary>No clock on earth is further behind.</summary>
    public static readonly TimeSpan LastOnEarth = TimeSpan.FromHours(-12);

    /// <summary>Whether a wall clock's <paramref name="time"/> is over.</summary>
    public bool IsOver(DateTime time) => new DateTimeOffset(DateTime.SpecifyKind(time - slowest, DateTimeKind.Utc)) < ended;

    /// <summary>The part of <paramref name="span"/> that is over; null where none of it is.</summary>
    public DateSpan? Complete(DateSpan span)
    {
        for (var day = span.To; day >= span.From; day = day.AddDays(-1))
        {
            if (IsOver(day.AddDays(1).ToDateTime(TimeOnly.MinValue)))
            {
                return span with { To = day };
            }
        }

        return null;
    }

    /// <summary>Whether a period lies wholly in the range and is over; without a period, the range.</summary>
    public bool IsComplete(InsightQuery query, DateTime? period)
    {
        var (first, end) = (query.Span.From.ToDateTime(TimeOnly.MinValue), query.Span.To.AddDays(1).ToDateTime(TimeOnly.MinValue));
        if (period is not { } start)
        {
            return IsOver(end);
        }

        var next = query.Grain.Add(start, 1);
        return start >= first && next <= end && IsOver(next);
    }
}

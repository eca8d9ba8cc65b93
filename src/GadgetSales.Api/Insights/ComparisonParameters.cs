using GadgetSales.Core.Lake;

namespace GadgetSales.Api.Insights;

/// <summary>Reads <c>compare</c>: a kind of the catalogue, or business dates of one's own as <c>2026-01-01..2026-01-31</c>.</summary>
static class ComparisonParameters
{
    const string Name = "compare";
    const string Between = "..";

    /// <summary>How a range, or a part of it, is compared; gives null where nothing was asked for or it was refused.</summary>
    public static Func<DateSpan, Comparison?> Read(QueryParameters parameters, DateRange? range, Grain grain)
    {
        if (parameters.One(Name) is not { } value)
        {
            return _ => null;
        }

        if (value.Contains(Between, StringComparison.Ordinal))
        {
            return ReadOwn(parameters, value) is { } own ? span => Comparison.With(own, span) : _ => null;
        }

        if (parameters.Find(Name, value, InsightCatalogue.Comparisons) is not { } kind)
        {
            return _ => null;
        }

        return span =>
        {
            if (kind == ComparisonKind.SameWeekdaysLastWeek && span.To.DayNumber - span.From.DayNumber >= ComparisonKind.MaxDaysOfWeek)
            {
                parameters.Refuse(Name, $"{kind} is for ranges of at most {ComparisonKind.MaxDaysOfWeek} days: a longer one would lie over itself. Use {ComparisonKind.SameWeekdays} or a range of your own.");
            }

            return Comparison.Of(kind, span, range?.Months ?? 0, grain, range?.Days ?? 0);
        };
    }

    static DateSpan? ReadOwn(QueryParameters parameters, string value)
    {
        var at = value.IndexOf(Between, StringComparison.Ordinal);
        var from = parameters.ReadDate(Name, value[..at], InsightCatalogue.Dates);
        var to = parameters.ReadDate(Name, value[(at + Between.Length)..], InsightCatalogue.Dates);
        if (from is not { } first || to is not { } last)
        {
            return null;
        }

        if (last < first)
        {
            parameters.Refuse(Name, $"{last:yyyy-MM-dd} lies before {first:yyyy-MM-dd}. Write the earlier date first.");
            return null;
        }

        return new DateSpan(first, last);
    }
}

using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>Divides what adds up by business dates, those without sales included: all of the period in the range, of the row's weekday where it has one.</summary>
public sealed class InsightAverages
{
    readonly InsightQuery _query;
    readonly int _weekday;
    readonly Dictionary<(DateTime?, string?), int> _days = [];
    readonly Dictionary<(DateTime?, string?), int> _earlierDays = [];
    readonly bool _hasDays;

    /// <param name="query">Its range is of complete dates.</param>
    /// <param name="hasDays">False where no date of the range is complete: then there is no average.</param>
    public InsightAverages(InsightQuery query, bool hasDays)
    {
        (_query, _hasDays) = (query, hasDays);
        _weekday = query.GroupBy.ToList().IndexOf(Dimension.Weekday);
        if (!hasDays)
        {
            return;
        }

        var wanted = Weekdays(query);
        _days = Count(query.Span, wanted, PeriodOf);
        if (query.Comparison is { IsEmpty: false } comparison)
        {
            _earlierDays = Count(comparison.SpanUnder(query.Grain, query.Span), wanted, EarlierPeriodOf);
        }
    }

    public InsightRow AddTo(InsightRow row)
    {
        var averages = Divide(row.Values, _days, row.Period);
        if (row.Previous is not { } previous)
        {
            return row with { Averages = Rounded(averages) };
        }

        var earlier = Divide(previous, _earlierDays, row.Period is null ? null : row.PreviousPeriod);
        return row with
        {
            Averages = Rounded(averages),
            PreviousAverages = Rounded(earlier),
            Changes = [.. averages.Zip(earlier, (now, before) => now is null || before is null or 0 ? (double?)null : (double)((now.Value - before.Value) / Math.Abs(before.Value)))],
        };

        decimal?[] Divide(IReadOnlyList<long?> values, Dictionary<(DateTime?, string?), int> days, DateTime? period)
        {
            var count = !_hasDays ? 0 : _query.Grain == Grain.Day || _query.Grain == Grain.Hour ? 1 : days.GetValueOrDefault((period, _weekday < 0 ? null : row.Keys[_weekday]));
            return [.. _query.Measures.Select((measure, i) => measure.Unit.Of(!measure.IsAdditive ? values[i] : count == 0 ? null : values[i] / (decimal?)count))];
        }
    }

    /// <summary>The weekdays that the question filters by; null for all.</summary>
    static HashSet<string?>? Weekdays(InsightQuery query)
    {
        var filters = query.Filters.Where(filter => filter.Dimension == Dimension.Weekday).ToList();
        return filters.Count == 0 ? null : [.. Dimension.Weekday.Values.Where(day => filters.TrueForAll(filter => filter.Values.Contains(day, StringComparer.Ordinal) != filter.Excludes))];
    }

    Dictionary<(DateTime?, string?), int> Count(DateSpan span, HashSet<string?>? wanted, Func<DateOnly, DateTime?> periodOf)
    {
        Dictionary<(DateTime?, string?), int> days = [];
        for (var day = span.From; day <= span.To; day = day.AddDays(1))
        {
            var weekday = ((((int)day.DayOfWeek + 6) % 7) + 1).ToString(CultureInfo.InvariantCulture);
            if (wanted?.Contains(weekday) != false)
            {
                var key = (periodOf(day), _weekday < 0 ? null : weekday);
                days[key] = days.GetValueOrDefault(key) + 1;
            }
        }

        return days;
    }

    DateTime? PeriodOf(DateOnly day) => _query.Grain == Grain.None ? null : _query.Grain.Truncate(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>As rows name it: where days move by themselves, the date under the start of the later period.</summary>
    DateTime? EarlierPeriodOf(DateOnly day) => _query.Comparison is { MovesDays: true, Shift.Days: var moved } && _query.Grain != Grain.None
        ? PeriodOf(day.AddDays(moved))?.AddDays(-moved)
        : PeriodOf(day);

    decimal?[] Rounded(decimal?[] values) =>
        [.. values.Select((value, i) => value is { } exact ? Math.Round(exact, _query.Measures[i].IsMoney ? 0 : _query.Measures[i].Unit == MeasureUnit.Ratio ? 6 : 3, MidpointRounding.AwayFromZero) : (decimal?)null)];
}

using GadgetSales.Core.Lake;
using GadgetSales.Projections.Calendar;

namespace GadgetSales.Projections.Series;

/// <summary>What a forecaster is given of a series.</summary>
public static class FitValues
{
    /// <summary>Measures that count or add what cannot be less than nothing; a negative period comes from voids of sales of an earlier one.</summary>
    static bool IsNeverNegative(Measure measure) =>
        measure == Measure.GrossRevenue || measure == Measure.Discount || measure == Measure.Returns || measure == Measure.Transactions;

    /// <summary>
    /// The request for a series. Measures that cannot be negative are fitted at 0 or more and projected so; revenue, units and averages may be negative where
    /// returns dominate, so they are held at 0 or more only when their history never fell below. An average without a value repeats the one before:
    /// a day without a sale says nothing about the size of a basket.
    /// </summary>
    public static ForecastRequest Of(SeriesHistory series, ProjectionQuery query) => Of(series, query, query.GroupBy);

    /// <param name="dimensions">What the key of the series is made of.</param>
    public static ForecastRequest Of(SeriesHistory series, ProjectionQuery query, IReadOnlyList<Dimension> dimensions)
    {
        var values = new double[series.Values.Count];
        var last = (double)(series.Values.FirstOrDefault(value => value is not null) ?? 0);
        for (var i = 0; i < values.Length; i++)
        {
            last = series.Values[i] ?? last;
            values[i] = last;
        }

        var neverNegative = IsNeverNegative(query.Measure);
        if (neverNegative)
        {
            foreach (ref var value in values.AsSpan())
            {
                value = Math.Max(0, value);
            }
        }

        return new ForecastRequest(values, query.Grain.Seasons, query.Horizon, query.Levels, neverNegative || !Array.Exists(values, value => value < 0))
        {
            Calendar = query.Holidays is { } holidays && query.Grain.Grain != Grain.Year ? new SeriesCalendar(query.Axis.Grain, query.Axis.PeriodAt(series.Start), holidays.Country) : null,
            Exclude = Excluded(query, series, dimensions),
            Events = query.Events.Count == 0 ? [] : EventEffects.Learnt(query, dimensions, series.Key, series.Start),
            Quantiles = query.Quantiles,
            WithComponents = query.WithComponents,
        };
    }

    /// <summary>The dates that are asked to be, and those on which a closed day was opened: neither says what is usual.</summary>
    static int[] Excluded(ProjectionQuery query, SeriesHistory series, IReadOnlyList<Dimension> dimensions)
    {
        DateSpan[] spans =
        [
            .. query.Exclude,
            .. query.Events.Where(each => each.Opens && each.Touches(dimensions, series.Key)).SelectMany(each => each.Dates).Select(date => new DateSpan(date, date)),
        ];
        return spans.Length == 0 ? [] : [.. Enumerable.Range(0, series.Values.Count).Where(i => Holds(query.DatesAt(series.Start + i - query.Axis.Length), spans))];
    }

    static bool Holds(DateSpan dates, DateSpan[] spans) => Array.Exists(spans, span => span.From <= dates.To && span.To >= dates.From);
}

using GadgetSales.Core.Lake;

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
    public static ForecastRequest Of(SeriesHistory series, ProjectionQuery query)
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

        return new ForecastRequest(values, query.Grain.Seasons, query.Horizon, query.Levels, neverNegative || !Array.Exists(values, value => value < 0));
    }
}

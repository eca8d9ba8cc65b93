using GadgetSales.Projections.Calendar;
using GadgetSales.Projections.Decomposition;

namespace GadgetSales.Projections;

/// <summary>Takes projected means apart: first what calendar and events multiply, then the year, then the shorter season, and what is left is level and trend.</summary>
internal static class Components
{
    /// <param name="points">In the unit of the series.</param>
    public static ForecastComponents Of(double[] points, OpenSeries series, CalendarEffects effects)
    {
        var past = series.Length;
        var (events, calendar, rest) = (new double[points.Length], new double[points.Length], points.ToArray());
        for (var j = 0; j < points.Length; j++)
        {
            events[j] = Part(ref rest[j], effects.Events[past + j]);
            calendar[j] = Part(ref rest[j], effects.Holidays[past + j]);
        }
        var year = new double[points.Length];
        if (series.Year is { } season)
        {
            var indices = YearShape.Indices(series.Values, season.Period, season.Week);
            for (var s = 0; s < series.Future.Length; s++)
            {
                var j = series.Future[s] - past;
                year[j] = Part(ref rest[j], indices[(series.Values.Length + s) % season.Period]);
            }
        }
        var cycle = series.Year is { Week: 1 } ? 1 : series.Closed.Cycle > 1 ? series.Closed.Cycle : series.Seasons.FirstOrDefault(1);
        var levels = Levels(rest, cycle, series);
        double[] shorter = [.. rest.Zip(levels, (value, level) => value - level)];
        var isYear = series.Year is { Week: 1 };
        return new(
            [.. Enumerable.Repeat(levels[0], points.Length)], [.. levels.Select(level => level - levels[0])],
            isYear ? [.. shorter.Zip(year, (one, other) => one + other)] : shorter, isYear ? new double[points.Length] : year, calendar, events);
    }

    /// <summary>What a factor adds to the value without it, which takes the value's place.</summary>
    static double Part(ref double value, double factor)
    {
        var without = factor > 0 ? value / factor : value;
        var part = value - without;
        value = without;
        return part;
    }

    /// <summary>The mean of a whole cycle around each step; of the last cycle of the history where the horizon holds none.</summary>
    static double[] Levels(double[] values, int cycle, OpenSeries series)
    {
        if (values.Length < cycle)
        {
            return [.. Enumerable.Repeat(series.All[Math.Max(0, series.Length - cycle)..].Average(), values.Length)];
        }
        return
        [
            .. Enumerable.Range(0, values.Length)
                .Select(j => values.AsSpan(Math.Clamp(j - cycle / 2, 0, values.Length - cycle), cycle).ToArray().Average()),
        ];
    }
}

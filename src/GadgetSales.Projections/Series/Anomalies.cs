using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace GadgetSales.Projections.Series;

/// <summary>A valid question about days that were not to be expected.</summary>
/// <param name="History">The days up to the last one that is looked at; its horizon is a week, and its only level is the question's.</param>
/// <param name="From">The first day that is looked at.</param>
public sealed record AnomalyQuery(ProjectionQuery History, DateOnly From)
{
    /// <summary>Days that are projected at once: what is expected of a day is known at most a week before.</summary>
    public const int Block = 7;

    /// <summary>Projections that one question may take.</summary>
    public const int MaxForecasts = 5_000;

    /// <summary>Days of history without which nothing can be called unexpected.</summary>
    internal const int FewestDays = 28;

    /// <summary>How many projections it takes.</summary>
    public int Forecasts(History history) => history.Series.Count * (int)Math.Ceiling((History.AsOf.DayNumber - From.DayNumber + 1) / (double)Block);
}

/// <summary>What was found.</summary>
/// <param name="Days">The furthest off first.</param>
/// <param name="Checked">How many days of series were looked at.</param>
public sealed record Anomalies(IReadOnlyList<Anomaly> Days, int Checked)
{
    const double LargestScore = 99;

    /// <param name="parallel">As of <see cref="Projector.ProjectAsync"/>.</param>
    public static async Task<Anomalies> FindAsync(AnomalyQuery query, History history, ParallelOptions parallel)
    {
        var found = new ConcurrentBag<Anomaly>();
        var looked = 0;
        await Parallel.ForEachAsync(history.Series, parallel, (series, cancellationToken) =>
        {
            Interlocked.Add(ref looked, Look(query, series, found, cancellationToken));
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return new Anomalies([.. found.OrderByDescending(day => Math.Abs(day.Score)).ThenByDescending(day => day.Date).ThenBy(day => day.Key, KeyOrder.Instance)], looked);
    }

    /// <summary>How many days were looked at.</summary>
    static int Look(AnomalyQuery query, SeriesHistory series, ConcurrentBag<Anomaly> found, CancellationToken cancellationToken)
    {
        var (looked, axis) = (0, query.History.Axis);
        for (var origin = axis.IndexOf(query.From.ToDateTime(TimeOnly.MinValue)); origin < axis.Length; origin += AnomalyQuery.Block)
        {
            var known = origin - series.Start;
            if (known < AnomalyQuery.FewestDays)
            {
                continue;
            }

            var request = FitValues.Of(series with { Values = [.. series.Values.Take(known)] }, query.History);
            var result = Forecaster.Forecast(request, cancellationToken);
            for (var j = 0; j < Math.Min(AnomalyQuery.Block, axis.Length - origin); j++)
            {
                if (result.Refusal is null && series.Values[known + j] is { } sold)
                {
                    looked++;
                    Judge(sold, result, j, query.History, series.Key, DateOnly.FromDateTime(axis.PeriodAt(origin + j)), found);
                }
            }
        }

        return looked;
    }

    static void Judge(long sold, ForecastResult result, int step, ProjectionQuery query, IReadOnlyList<string?> key, DateOnly date, ConcurrentBag<Anomaly> found)
    {
        var (interval, median) = (result.Intervals[0], result.Median[step]);
        var (lower, upper) = (interval.Lower[step], interval.Upper[step]);
        if (sold >= lower && sold <= upper)
        {
            return;
        }

        // Bounds are not alike on both sides; where the near one is the median itself, anything is infinitely far.
        var reach = sold > upper ? upper - median : median - lower;
        var score = reach > 0 ? (sold - median) / reach * Normal.InvCDF(0, 1, 0.5 + (interval.Level / 200)) : sold > upper ? LargestScore : -LargestScore;
        var scale = SeriesProjection.Scale(query.Measure);
        found.Add(new Anomaly(
            key, date, sold, (long)Math.Round(result.Points[step] * scale), (long)Math.Round(median * scale), (long)Math.Floor(lower * scale), (long)Math.Ceiling(upper * scale),
            Math.Clamp(score, -LargestScore, LargestScore)));
    }
}

/// <summary>A day that sold what was not to be expected.</summary>
/// <param name="Sold">In units of the measure.</param>
/// <param name="Expected">The mean, in quanta like median and bounds.</param>
/// <param name="Score">How many standard deviations it lies from the median, negative below.</param>
public sealed record Anomaly(IReadOnlyList<string?> Key, DateOnly Date, long Sold, long Expected, long Median, long Lower, long Upper, double Score);

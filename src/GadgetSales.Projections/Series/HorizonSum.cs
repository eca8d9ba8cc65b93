namespace GadgetSales.Projections.Series;

/// <summary>The sum of a horizon on its way to an answer, in units of the measure.</summary>
sealed class HorizonSum
{
    readonly TotalInterval[] _intervals;
    readonly TotalQuantile[] _quantiles;
    double _mean;
    double _median;

    HorizonSum(double mean, double median, IEnumerable<TotalInterval> intervals, IEnumerable<TotalQuantile> quantiles) =>
        (_mean, _median, _intervals, _quantiles) = (mean, median, [.. intervals], [.. quantiles]);

    /// <summary>Where the forecast knows none, its steps are taken to err all to the same side: the widest that the sum can be.</summary>
    public static HorizonSum Of(ForecastResult result) => result.Total is { } total
        ? new HorizonSum(total.Mean, total.Median, total.Intervals, total.Quantiles)
        : new HorizonSum(
            result.Points.Sum(), result.Median.Sum(), result.Intervals.Select(each => new TotalInterval(each.Level, each.Lower.Sum(), each.Upper.Sum())),
            result.Quantiles.Select(each => new TotalQuantile(each.Quantile, each.Values.Sum())));

    public HorizonSum Copy() => new(_mean, _median, _intervals, _quantiles);

    /// <summary>A part of the horizon sells as much more, and strays as much more.</summary>
    public void Change(double by)
    {
        var factor = _mean > 0 ? (_mean + by) / _mean : 1;
        var shift = _mean > 0 ? 0 : by;
        _mean += by;
        _median = (_median * factor) + shift;
        for (var l = 0; l < _intervals.Length; l++)
        {
            _intervals[l] = _intervals[l] with { Lower = (_intervals[l].Lower * factor) + shift, Upper = (_intervals[l].Upper * factor) + shift };
        }

        for (var q = 0; q < _quantiles.Length; q++)
        {
            _quantiles[q] = _quantiles[q] with { Value = (_quantiles[q].Value * factor) + shift };
        }
    }

    /// <summary>As <see cref="ForecastDraft.Move"/>.</summary>
    public void Move(double by)
    {
        _median += by * (_mean > 0 ? Math.Clamp(_median / _mean, 0, 1) : 1);
        _mean += by;
        for (var l = 0; l < _intervals.Length; l++)
        {
            _intervals[l] = _intervals[l] with { Lower = _intervals[l].Lower + Math.Min(0, by), Upper = _intervals[l].Upper + Math.Max(0, by) };
        }

        for (var q = 0; q < _quantiles.Length; q++)
        {
            var quantile = _quantiles[q].Quantile;
            _quantiles[q] = _quantiles[q] with { Value = quantile == 0.5 ? _median : _quantiles[q].Value + (quantile < 0.5 ? Math.Min(0, by) : Math.Max(0, by)) };
        }
    }

    /// <param name="mean">The sum of the rounded points, in quanta.</param>
    public ProjectedTotal Round(long mean, int scale)
    {
        var median = Quanta(_median);
        return new ProjectedTotal(
            mean, median,
            [.. _intervals.Select(each => new ProjectedTotalInterval(
                each.Level, Math.Min(Math.Min(mean, median), (long)Math.Floor(each.Lower * scale)), Math.Max(Math.Max(mean, median), (long)Math.Ceiling(each.Upper * scale))))],
            [.. _quantiles.Select(each => new ProjectedTotalQuantile(each.Quantile, Quanta(each.Value)))]);

        long Quanta(double value) => (long)Math.Round(value * scale);
    }
}

/// <summary>The distribution of the sum of all projected periods, in quanta.</summary>
/// <param name="Value">Its mean: the sum of the points.</param>
public sealed record ProjectedTotal(long Value, long Median, IReadOnlyList<ProjectedTotalInterval> Intervals, IReadOnlyList<ProjectedTotalQuantile> Quantiles);

public sealed record ProjectedTotalInterval(double Level, long Lower, long Upper);

public sealed record ProjectedTotalQuantile(double Quantile, long Value);

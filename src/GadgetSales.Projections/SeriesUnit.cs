namespace GadgetSales.Projections;

/// <summary>
/// Measures a series in parts of its largest value and turns results back. The same history in another unit (cents, thousands) is then the
/// same to the last bit, so that rounding cannot tip a choice between methods.
/// </summary>
/// <param name="size">The largest absolute value, above 0.</param>
internal readonly struct SeriesUnit(double size)
{
    public double[] Divide(double[] values)
    {
        var parts = new double[values.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = values[i] / size;
        }
        return parts;
    }

    public ForecastResult Restore(ForecastResult result)
    {
        var by = this;
        return result with
        {
            Points = Restore(result.Points),
            Intervals = Restore(result.Intervals),
            Median = Restore(result.Median),
            Quantiles = [.. result.Quantiles.Select(quantile => quantile with { Values = by.Restore(quantile.Values) })],
            Total = result.Total is { } total ? Restore(total) : null,
            Components = result.Components is { } parts ? Restore(parts) : null,
            Backtest = result.Backtest is { } accuracy
                ? accuracy with { Origins = [.. accuracy.Origins.Select(Restore)], Scale = Restore(accuracy.Scale) }
                : null,
        };
    }

    BacktestOrigin Restore(BacktestOrigin origin) => origin with
    {
        Points = Restore(origin.Points),
        NaivePoints = Restore(origin.NaivePoints),
        Intervals = Restore(origin.Intervals),
    };

    ForecastTotal Restore(ForecastTotal total)
    {
        var by = this;
        return new(
            by.Restore(total.Mean),
            by.Restore(total.Median),
            [.. total.Intervals.Select(interval => new TotalInterval(interval.Level, by.Restore(interval.Lower), by.Restore(interval.Upper)))],
            [.. total.Quantiles.Select(quantile => new TotalQuantile(quantile.Quantile, by.Restore(quantile.Value)))]);
    }

    ForecastComponents Restore(ForecastComponents parts) => new(
        Restore(parts.Level), Restore(parts.Trend), Restore(parts.Season), Restore(parts.Year), Restore(parts.Calendar), Restore(parts.Events));

    ForecastInterval[] Restore(IReadOnlyList<ForecastInterval> intervals)
    {
        var restored = new ForecastInterval[intervals.Count];
        for (var i = 0; i < restored.Length; i++)
        {
            restored[i] = new(intervals[i].Level, Restore(intervals[i].Lower), Restore(intervals[i].Upper));
        }
        return restored;
    }

    double[] Restore(IReadOnlyList<double> parts)
    {
        var values = new double[parts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Restore(parts[i]);
        }
        return values;
    }

    /// <summary>A part that came from a value is that value again: a decimal is made with 15 digits, which drops what dividing rounded.</summary>
    double Restore(double part)
    {
        var value = part * size;
        return Math.Abs(value) is > 1e-9 and < 1e25 ? (double)(decimal)value : value;
    }
}

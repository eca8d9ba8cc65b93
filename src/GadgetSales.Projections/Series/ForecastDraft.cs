namespace GadgetSales.Projections.Series;

/// <summary>The forecast of one series, in units of the measure, on its way to an answer.</summary>
sealed class ForecastDraft(SeriesHistory sales, bool nonNegative, ForecastResult result)
{
    readonly double[] _points = [.. result.Points];
    readonly double[][] _lower = [.. result.Intervals.Select(interval => interval.Lower.ToArray())];
    readonly double[][] _upper = [.. result.Intervals.Select(interval => interval.Upper.ToArray())];

    public SeriesHistory Sales => sales;

    /// <summary>What was sold in sum, without signs: the size of the series.</summary>
    public double Size { get; } = sales.Values.Sum(value => Math.Abs((double)(value ?? 0)));

    public ReadOnlySpan<double> Points => _points;

    SeriesAccuracy? Accuracy { get; init; }

    public static ForecastDraft Make(SeriesHistory sales, ProjectionQuery query, CancellationToken cancellationToken)
    {
        var request = FitValues.Of(sales, query);
        var result = Forecaster.Forecast(request, cancellationToken);

        // Origins hold every backtested point; thousands of series would keep them for nothing.
        return new ForecastDraft(sales, request.NonNegative, result with { Backtest = null }) { Accuracy = SeriesAccuracy.Of(result.Backtest, request.Values) };
    }

    /// <summary>The same forecast for a total that consists of this series alone.</summary>
    public ForecastDraft As(SeriesHistory total) => new(total, nonNegative, result) { Accuracy = Accuracy };

    public void Multiply(ReadOnlySpan<double> factors)
    {
        for (var j = 0; j < factors.Length; j++)
        {
            _points[j] *= factors[j];
            for (var l = 0; l < _lower.Length; l++)
            {
                _lower[l][j] *= factors[j];
                _upper[l][j] *= factors[j];
            }
        }
    }

    /// <summary>
    /// Moves a point and stretches its intervals as far to that side. They do not shrink on the other: a slow mover sells nothing or a piece, and an interval that was moved
    /// off either would miss what was seen most.
    /// </summary>
    public void Move(int step, double by)
    {
        _points[step] += by;
        for (var l = 0; l < _lower.Length; l++)
        {
            _lower[l][step] = nonNegative ? Math.Max(0, _lower[l][step] + Math.Min(0, by)) : _lower[l][step] + Math.Min(0, by);
            _upper[l][step] += Math.Max(0, by);
        }
    }

    /// <param name="points">The rounded points, in quanta.</param>
    public SeriesProjection Round(long[] points, int scale)
    {
        var intervals = new ProjectedInterval[_lower.Length];
        for (var l = 0; l < intervals.Length; l++)
        {
            var lower = new long[points.Length];
            var upper = new long[points.Length];
            for (var j = 0; j < points.Length; j++)
            {
                lower[j] = Math.Min(points[j], (long)Math.Floor(_lower[l][j] * scale));
                upper[j] = Math.Max(points[j], (long)Math.Ceiling(_upper[l][j] * scale));
            }

            intervals[l] = new ProjectedInterval(result.Intervals[l].Level, lower, upper);
        }

        return new SeriesProjection(sales, points, intervals, result.Model, Accuracy);
    }
}

using GadgetSales.Core.Lake;

namespace GadgetSales.Projections.Series;

/// <summary>The forecast of one series, in units of the measure, on its way to an answer.</summary>
sealed class ForecastDraft
{
    readonly ForecastRequest _request;
    readonly ForecastResult _result;
    readonly double[] _events;
    readonly double[] _moves;
    readonly double[] _unchanged;

    ForecastDraft(SeriesHistory sales, ForecastRequest request, ForecastResult result)
    {
        (Sales, _request, _result) = (sales, request, result);
        Size = sales.Values.Sum(value => Math.Abs((double)(value ?? 0)));
        _unchanged = [.. result.Points];
        (Points, Median) = ([.. _unchanged], [.. result.Median]);
        Lower = [.. result.Intervals.Select(interval => interval.Lower.ToArray())];
        Upper = [.. result.Intervals.Select(interval => interval.Upper.ToArray())];
        Quantiles = [.. result.Quantiles.Select(each => each.Values.ToArray())];
        (_events, _moves) = (new double[Points.Length], new double[Points.Length]);
        Total = HorizonSum.Of(result);
    }

    public SeriesHistory Sales { get; private init; }

    /// <summary>What was sold in sum, without signs: the size of the series.</summary>
    public double Size { get; }

    /// <summary>Nothing can be said of it: it takes no part in sums.</summary>
    public bool IsRefused => _result.Refusal is not null;

    /// <summary>As they were before events changed them.</summary>
    public IReadOnlyList<double> Unchanged => _unchanged;

    public double[] Points { get; private init; }

    public double[] Median { get; private init; }

    public double[][] Lower { get; private init; }

    public double[][] Upper { get; private init; }

    public double[][] Quantiles { get; private init; }

    HorizonSum Total { get; init; }

    SeriesAccuracy? Accuracy { get; init; }

    public static ForecastDraft Make(SeriesHistory sales, ProjectionQuery query, IReadOnlyList<Dimension> dimensions, CancellationToken cancellationToken)
    {
        var request = FitValues.Of(sales, query, dimensions);
        var result = Forecaster.Forecast(request, cancellationToken);

        // Origins hold every backtested point; thousands of series would keep them for nothing.
        return new ForecastDraft(sales, request, query.WithBacktest ? result : result with { Backtest = null }) { Accuracy = SeriesAccuracy.Of(result.Backtest, request.Values) };
    }

    /// <summary>The same forecast, events and all, for a total that consists of this series alone.</summary>
    public ForecastDraft As(SeriesHistory total)
    {
        var copy = new ForecastDraft(total, _request, _result)
        {
            Accuracy = Accuracy,
            Points = [.. Points],
            Median = [.. Median],
            Lower = [.. Lower.Select(bounds => bounds.ToArray())],
            Upper = [.. Upper.Select(bounds => bounds.ToArray())],
            Quantiles = [.. Quantiles.Select(values => values.ToArray())],
            Total = Total.Copy(),
        };
        _events.CopyTo(copy._events, 0);
        _moves.CopyTo(copy._moves, 0);
        return copy;
    }

    public void Multiply(int step, double factor)
    {
        if (factor == 1)
        {
            return;
        }

        _events[step] += Points[step] * (factor - 1);
        Total.Change(Points[step] * (factor - 1));
        Points[step] *= factor;
        Median[step] *= factor;
        foreach (var values in (double[][])[.. Lower, .. Upper, .. Quantiles])
        {
            values[step] *= factor;
        }
    }

    /// <summary>Sells in a period that is closed otherwise what open days sold, as far as they did: their mean, and bounds that held as many of them. Others stay as they are.</summary>
    /// <param name="slots">Periods of a day: an hour opens as the same hour of other days.</param>
    public void Open(int step, double factor, int slots)
    {
        if (Points[step] > 0 || Upper.Any(bounds => bounds[step] > 0) || OpenDays.Before(_request.Values, step, slots) is not { Count: > 0 } open)
        {
            return;
        }

        _events[step] += open.Average() * factor;
        Total.Change(open.Average() * factor);
        Points[step] = open.Average() * factor;
        Median[step] = OpenDays.Quantile(open, 0.5) * factor;
        for (var l = 0; l < Lower.Length; l++)
        {
            var outside = (1 - (_result.Intervals[l].Level / 100)) / 2;
            Lower[l][step] = Math.Min(Math.Min(Points[step], Median[step]), OpenDays.Quantile(open, outside) * factor);
            Upper[l][step] = Math.Max(Math.Max(Points[step], Median[step]), OpenDays.Quantile(open, 1 - outside) * factor);
        }

        for (var q = 0; q < Quantiles.Length; q++)
        {
            Quantiles[q][step] = OpenDays.Quantile(open, _result.Quantiles[q].Quantile) * factor;
        }
    }

    /// <summary>
    /// Moves a point and stretches its intervals as far to that side. They do not shrink on the other: a slow mover sells nothing or a piece, and an interval that was moved
    /// off either would miss what was seen most. The median goes along in proportion, quantiles as bounds do.
    /// </summary>
    public void Move(int step, double by)
    {
        var share = !_request.NonNegative ? 1 : Points[step] > 0 ? Math.Min(1, Median[step] / Points[step]) : 0;
        Points[step] += by;
        Median[step] += by * share;
        _moves[step] += by;
        Total.Move(by);
        for (var l = 0; l < Lower.Length; l++)
        {
            Lower[l][step] = AtLeast(Lower[l][step] + Math.Min(0, by));
            Upper[l][step] += Math.Max(0, by);
        }

        for (var q = 0; q < Quantiles.Length; q++)
        {
            var quantile = _result.Quantiles[q].Quantile;
            Quantiles[q][step] = quantile == 0.5 ? Median[step] : AtLeast(Quantiles[q][step] + (quantile < 0.5 ? Math.Min(0, by) : Math.Max(0, by)));
        }
    }

    double AtLeast(double value) => _request.NonNegative ? Math.Max(0, value) : value;

    /// <param name="points">The rounded points, in quanta.</param>
    public SeriesProjection Round(long[] points, ProjectionQuery query)
    {
        var scale = SeriesProjection.Scale(query.Measure);
        long[] median = [.. Median.Select(value => (long)Math.Round(value * scale))];
        var intervals = new ProjectedInterval[Lower.Length];
        for (var l = 0; l < intervals.Length; l++)
        {
            var (lower, upper) = (new long[points.Length], new long[points.Length]);
            for (var j = 0; j < points.Length; j++)
            {
                lower[j] = Math.Min(Math.Min(points[j], median[j]), (long)Math.Floor(Lower[l][j] * scale));
                upper[j] = Math.Max(Math.Max(points[j], median[j]), (long)Math.Ceiling(Upper[l][j] * scale));
            }

            intervals[l] = new ProjectedInterval(_result.Intervals[l].Level, lower, upper);
        }

        return new SeriesProjection(Sales, points, intervals, _result.Model, Accuracy)
        {
            Median = median,
            Quantiles = [.. Quantiles.Select((values, q) => new ProjectedQuantile(_result.Quantiles[q].Quantile, [.. values.Select(value => (long)Math.Round(value * scale))]))],
            Total = query.WithTotal && !IsRefused ? Total.Round(points.Sum(), scale) : null,
            Components = _result.Components is { } parts ? ProjectedComponents.Of(parts, _events, points, scale) : null,
            Backtest = _result.Backtest is { } backtest ? SeriesBacktest.Of(backtest, _request.Values) : null,
            Notes = _result.Notes,
            Refusal = _result.Refusal,
        };
    }
}

using MathNet.Numerics.Distributions;

namespace GadgetSales.Projections;

/// <summary>Projects one series. Pure and stateless: the same request gives the same answer, on any thread.</summary>
public static class Forecaster
{
    const int Shortest = 8;

    /// <exception cref="ArgumentException">The request breaks one of the rules in <see cref="ForecastRequest"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is looked at between methods, so within milliseconds.</exception>
    public static ForecastResult Forecast(ForecastRequest request, CancellationToken cancellationToken)
    {
        ForecastRequest.Validate(request);
        cancellationToken.ThrowIfCancellationRequested();
        double[] values = [.. request.Values];
        double[] levels = [.. request.Levels.Distinct().Order()];
        if (values.Length == 0 || !values.AsSpan().ContainsAnyExcept(values[0]))
        {
            return WithoutVariation(values, levels, request.Horizon);
        }
        // In parts of the largest value, the same history in another unit (cents, thousands) is the same to the last bit, and so are all choices.
        var unit = new SeriesUnit(values.Max(Math.Abs));
        values = unit.Divide(values);
        var closed = ClosedSlots.Detect(values, request.CandidatePeriods);
        var series = OpenSeries.From(values, closed, request);
        var result = series.Values.Length < Shortest || series.Ahead == 0
            ? TooShort(series, levels, request)
            : new PooledForecast(series, levels, request.NonNegative, cancellationToken).Run();
        return unit.Restore(result);
    }

    static ForecastResult WithoutVariation(double[] values, double[] levels, int horizon)
    {
        var value = values.Length == 0 ? 0 : values[0];
        var points = new double[horizon];
        Array.Fill(points, value);
        ForecastModel model = values.Length == 0 ? new("naive", "There is no history, so 0 is projected.", [])
            : value == 0 ? new("zero", "Every value of the history is 0.", [])
            : new("constant", "Every value of the history is the same.", []);
        return new(points, [.. levels.Select(level => new ForecastInterval(level, points, points))], model, null);
    }

    /// <summary>The last value; its interval widens like a random walk with the changes seen so far.</summary>
    static ForecastResult TooShort(OpenSeries series, double[] levels, ForecastRequest request)
    {
        var values = series.Values;
        var points = new double[series.Ahead];
        Array.Fill(points, values[^1]);
        var squares = 0.0;
        for (var i = 1; i < values.Length; i++)
        {
            squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        }
        var step = values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : Math.Abs(values[^1]);
        double[] deviations = [.. Enumerable.Range(1, points.Length).Select(j => step * Math.Sqrt(j))];
        var intervals = Intervals.Around(points, deviations, levels, level => Normal.InvCDF(0, 1, 0.5 + level / 200), request.NonNegative);
        var reason = $"The history of {values.Length} values is too short to compare methods ({Shortest} are needed): the last value is repeated.";
        return new(
            series.Spread(points), [.. intervals.Select(series.Spread)], new("naive", reason, [new("naive", 1)]), null);
    }
}

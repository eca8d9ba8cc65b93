using GadgetSales.Projections.Calendar;
using GadgetSales.Projections.Preparation;
using MathNet.Numerics.Distributions;

namespace GadgetSales.Projections;

/// <summary>Projects one series. Pure and stateless: the same request gives the same answer, on any thread.</summary>
public static class Forecaster
{
    const int Shortest = 8;

    /// <summary>How much one step strays from the one before, in parts of the level, where nothing better is known.</summary>
    const double UsualSpread = 0.5;

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
            return WithoutVariation(values, levels, request);
        }
        // In parts of the largest value, the same history in another unit (cents, thousands) is the same to the last bit, and so are all choices.
        var unit = new SeriesUnit(values.Max(Math.Abs));
        values = unit.Divide(values);
        var effects = CalendarEffects.Learn(values, request);
        var prepared = PreparedHistory.From(values, Factors(effects, request), effects.Notes, request);
        var closed = ClosedSlots.Detect(prepared.Learn, request.CandidatePeriods);
        var series = OpenSeries.From(prepared, closed, request);
        var result = series.Values.Length < Shortest || series.Ahead == 0
            ? TooShort(series, levels, request)
            : new PooledForecast(series, request, effects, levels, cancellationToken).Run();
        return unit.Restore(result);
    }

    /// <summary>What calendar, events and the shape of similar series multiply.</summary>
    static double[] Factors(CalendarEffects effects, ForecastRequest request) =>
        request.Similar?.Shape is { } shape ? [.. effects.Factors.Zip(shape, (factor, usual) => factor * usual)] : effects.Factors;

    static ForecastResult WithoutVariation(double[] values, double[] levels, ForecastRequest request)
    {
        var value = values.Length == 0 ? 0 : values[0];
        var points = new double[request.Horizon];
        Array.Fill(points, value);
        ForecastModel model = values.Length == 0 ? new("naive", "There is no history, so 0 is projected.", [])
            : value == 0 ? new("zero", "Every value of the history is 0.", [])
            : new("constant", "Every value of the history is the same.", []);
        // That n values were the same does not make the next one so; the fewer, the less.
        var step = Math.Abs(value) * (request.Similar?.Spread ?? UsualSpread) / Math.Max(1, values.Length);
        double[] deviations = [.. Enumerable.Range(1, points.Length).Select(j => step * Math.Sqrt(j))];
        return new(points, Intervals.Around(points, deviations, levels, Bell, request.NonNegative), model, null)
        {
            Quantiles = [.. request.Quantiles.Distinct().Order().Select(each => new ForecastQuantile(each, Intervals.Quantile(points, deviations, each, Bell, request.NonNegative)))],
            Refusal = Refusal(values),
        };
    }

    static string? Refusal(double[] values) => values.Length switch
    {
        0 => $"There is no history: one complete period with sales is needed, {Shortest} to compare methods.",
        < Shortest when values[0] == 0 => $"Nothing was sold in the {values.Length} periods of the history: at least one with sales is needed, or {Shortest} without.",
        _ => null,
    };

    static double Bell(double level) => Normal.InvCDF(0, 1, 0.5 + level / 200);

    /// <summary>The last value; its interval widens like a random walk with the changes seen so far.</summary>
    static ForecastResult TooShort(OpenSeries series, double[] levels, ForecastRequest request)
    {
        var values = series.Values;
        var points = new double[series.Ahead];
        Array.Fill(points, values.Length > 0 ? values[^1] : 0);
        var squares = 0.0;
        for (var i = 1; i < values.Length; i++)
        {
            squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        }
        var usual = (request.Similar?.Spread ?? UsualSpread) * Math.Abs(values.LastOrDefault());
        var step = squares > 0 ? Math.Sqrt(squares / (values.Length - 1)) : usual;
        double[] deviations = [.. Enumerable.Range(1, points.Length).Select(j => step * Math.Sqrt(j))];
        var intervals = Intervals.Around(points, deviations, levels, Bell, request.NonNegative);
        var reason = $"The history of {values.Length} values is too short to compare methods ({Shortest} are needed): the last value is repeated.";
        return new(
            series.Spread(points), [.. intervals.Select(series.Spread)], new("naive", reason, [new("naive", 1)]), null)
        {
            Quantiles = [.. request.Quantiles.Distinct().Order().Select(each => new ForecastQuantile(
                each, series.Spread(Intervals.Quantile(points, deviations, each, Bell, request.NonNegative))))],
            Notes = series.Prepared.Notes,
        };
    }
}

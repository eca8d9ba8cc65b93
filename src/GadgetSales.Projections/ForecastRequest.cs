using GadgetSales.Projections.Calendar;

namespace GadgetSales.Projections;

/// <summary>One series to project: equally spaced values, oldest first, in any unit; the answer has the same unit.</summary>
/// <param name="Values">The history without gaps (a period without sales is 0). May be empty; must be finite.</param>
/// <param name="CandidatePeriods">
/// Seasonal periods worth testing, in steps, each at least 2: {24, 168} hourly, {7, 365} daily, {52} weekly, {12} monthly, {4} quarterly.
/// A period that the history does not support is ignored, so callers need not check lengths.
/// </param>
/// <param name="Horizon">How many steps to project, 1 to 10,000.</param>
/// <param name="Levels">Interval levels in percent, each above 0 and below 100; may be empty.</param>
/// <param name="NonNegative">When true, points and intervals never fall below 0. Requires a history without negative values.</param>
public sealed record ForecastRequest(
    IReadOnlyList<double> Values,
    IReadOnlyList<int> CandidatePeriods,
    int Horizon,
    IReadOnlyList<double> Levels,
    bool NonNegative = true)
{
    internal const int MaximumHorizon = 10_000;

    /// <summary>Where the values stand in time; null when that is not known: then holidays are not learnt.</summary>
    public SeriesCalendar? Calendar { get; init; }

    /// <summary>Indices of values that are not to be learnt from; what was usual then takes their place. Indices outside the history are ignored.</summary>
    public IReadOnlyList<int> Exclude { get; init; } = [];

    /// <summary>Past events, whose effects are learnt, and the same events to come.</summary>
    public IReadOnlyList<ForecastEvent> Events { get; init; } = [];

    /// <summary>Quantiles to answer, each above 0 and below 1; may be empty.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>What is known of similar series, for a history that is too short to know it by itself.</summary>
    public SimilarSeries? Similar { get; init; }

    /// <summary>Whether to answer what level, trend, seasons, calendar and events make of each step.</summary>
    public bool WithComponents { get; init; }

    /// <exception cref="ArgumentException">Names the first value that breaks the rules above.</exception>
    internal static void Validate(ForecastRequest request)
    {
        if (request.Horizon is < 1 or > MaximumHorizon)
        {
            throw new ArgumentException($"Horizon must be from 1 to {MaximumHorizon} but is {request.Horizon}.", nameof(request));
        }
        foreach (var period in request.CandidatePeriods)
        {
            if (period < 2)
            {
                throw new ArgumentException($"A candidate period must be at least 2 but one is {period}.", nameof(request));
            }
        }
        foreach (var level in request.Levels)
        {
            if (level is not (> 0 and < 100))
            {
                throw new ArgumentException($"A level must be above 0 and below 100 but one is {level}.", nameof(request));
            }
        }
        foreach (var quantile in request.Quantiles)
        {
            if (quantile is not (> 0 and < 1))
            {
                throw new ArgumentException($"A quantile must be above 0 and below 1 but one is {quantile}.", nameof(request));
            }
        }
        if (request.Similar?.Shape is { } shape && (shape.Count != request.Values.Count + request.Horizon || shape.Any(index => index is not (> 0 and < double.PositiveInfinity))))
        {
            throw new ArgumentException($"A shape must hold {request.Values.Count + request.Horizon} indices above 0, one for each step of history and horizon.", nameof(request));
        }
        ValidateValues(request);
    }

    static void ValidateValues(ForecastRequest request)
    {
        for (var i = 0; i < request.Values.Count; i++)
        {
            if (!double.IsFinite(request.Values[i]))
            {
                throw new ArgumentException($"Values must be finite but value {i} is {request.Values[i]}.", nameof(request));
            }
            if (request.NonNegative && request.Values[i] < 0)
            {
                throw new ArgumentException($"Values must not be negative but value {i} is {request.Values[i]}.", nameof(request));
            }
        }
    }
}

/// <param name="Steps">The values that the event touches, as indices: below the length of the history they are past, from there on to come.</param>
public sealed record ForecastEvent(string Name, IReadOnlyList<int> Steps);

/// <summary>What a chain, a category or a group tells about a series that is young or thin.</summary>
/// <param name="Shape">
/// What to expect of each step of history and horizon in parts of the usual (1 is usual), above 0: the yearly shape of the group. Null when not known.
/// As long as history and horizon together.
/// </param>
/// <param name="Spread">The mean absolute change of such series from one step to the next, in parts of their level; null when not known.</param>
public sealed record SimilarSeries(IReadOnlyList<double>? Shape, double? Spread);

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

using GadgetSales.Projections.Calendar;

namespace GadgetSales.Projections.Series;

/// <summary>The holidays whose effects are looked for in a history, with the days around them.</summary>
/// <param name="Country">One of <see cref="Countries"/>; null for the holidays kept nearly everywhere alone.</param>
public sealed record HolidaySet(string? Country)
{
    /// <summary>ISO 3166-1 codes of the countries whose own holidays are known.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. HolidayRules.Countries.Order(StringComparer.Ordinal)];
}

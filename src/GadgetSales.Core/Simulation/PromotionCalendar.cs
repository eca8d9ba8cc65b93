namespace GadgetSales.Core.Simulation;

/// <summary>Money off for some days.</summary>
/// <param name="Category">What is cheaper; null: everything.</param>
/// <param name="Percent">Off the shelf price.</param>
readonly record struct Promotion(string? Category, int Percent)
{
    internal bool Covers(Gadget gadget) => Category is null || string.Equals(Category, gadget.Category, StringComparison.Ordinal);
}

/// <summary>Six of ten fortnights promote a category for ten days; the week of the fourth Thursday of November promotes everything.</summary>
sealed class PromotionCalendar
{
    const int Fortnight = 14;

    static readonly string[] Categories = [.. GadgetCatalogue.All.Select(gadget => gadget.Category).Distinct(StringComparer.Ordinal)];
    static readonly int[] Percents = [10, 15, 20, 25];

    readonly int _seed;

    internal PromotionCalendar(int seed) => _seed = seed;

    internal Promotion? On(DateOnly date)
    {
        if (IsBlackWeek(date))
        {
            return new Promotion(null, 20);
        }

        var dice = new Dice(_seed, 'P', date.DayNumber / Fortnight);
        return date.DayNumber % Fortnight < 10 && dice.Chance(0.6)
            ? new Promotion(Categories[dice.Below(Categories.Length)], Percents[dice.Below(Percents.Length)])
            : null;
    }

    /// <summary>Monday to Sunday around Black Friday.</summary>
    internal static bool IsBlackWeek(DateOnly date)
    {
        var thursday = date.AddDays(-(((int)date.DayOfWeek + 6) % 7) + 3);
        return thursday is { Month: 11, Day: >= 22 and <= 28 };
    }
}

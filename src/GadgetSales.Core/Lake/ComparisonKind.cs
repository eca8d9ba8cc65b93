using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>What a range is compared with.</summary>
public sealed class ComparisonKind
{
    /// <summary>Days that <see cref="SameWeekdaysLastWeek"/> can be asked for: of more, the range would lie over itself.</summary>
    public const int MaxDaysOfWeek = 7;

    ComparisonKind(string name, string description)
    {
        Name = name;
        Description = description;
    }

    public static ComparisonKind PreviousPeriod { get; } = new("previous-period",
        "The range just before: whole months lie over as many whole months, weeks over weeks, a range to date over the same part of the week, month, quarter or year before, else as many days; with a grain of a week or longer always whole such periods.");

    public static ComparisonKind PreviousYear { get; } = new("previous-year", "The same dates a year earlier; 29 February has no counterpart.");

    public static ComparisonKind SameWeekdays { get; } = new("same-weekdays", "The same weekdays a year earlier: 364 days.");

    public static ComparisonKind SameWeekdaysLastWeek { get; } = new("same-weekdays-last-week",
        $"The same weekdays of the week before, for ranges of at most {MaxDaysOfWeek} days.");

    public static IReadOnlyList<ComparisonKind> All { get; } = [PreviousPeriod, PreviousYear, SameWeekdays, SameWeekdaysLastWeek];

    public string Name { get; }

    public string Description { get; }

    /// <summary>A range of one's own, named as requests write it: <c>2026-01-01..2026-01-31</c>.</summary>
    public static ComparisonKind Own(DateSpan span) => new(
        string.Create(CultureInfo.InvariantCulture, $"{span.From:yyyy-MM-dd}..{span.To:yyyy-MM-dd}"), "These business dates, the first period under the first.");

    public override string ToString() => Name;
}

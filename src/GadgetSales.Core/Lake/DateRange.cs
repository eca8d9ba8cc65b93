using System.Runtime.InteropServices;

namespace GadgetSales.Core.Lake;

/// <summary>Business dates, both ends included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DateSpan(DateOnly From, DateOnly To);

/// <summary>A range of business dates relative to today.</summary>
public sealed class DateRange
{
    readonly Func<DateOnly, DateSpan> _resolve;

    DateRange(string name, string description, Func<DateOnly, DateSpan> resolve, int months = 0, int days = 0)
    {
        Name = name;
        Description = description;
        Months = months;
        Days = days;
        _resolve = resolve;
    }

    public static DateRange Last30Days { get; } = LastDays(30);

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<DateRange> All { get; } =
    [
        new("today", "The running day.", today => new(today, today)),
        new("yesterday", "The day before today.", today => new(today.AddDays(-1), today.AddDays(-1))),
        LastDays(7),
        LastDays(14),
        LastDays(28),
        Last30Days,
        LastDays(56),
        LastDays(90),
        LastDays(91),
        LastDays(364),
        LastDays(365),
        new("this-week", "Monday to today.", today => new(Monday(today), today), days: 7),
        new("last-week", "The week before this one, Monday to Sunday.", today => new(Monday(today).AddDays(-7), Monday(today).AddDays(-1)), days: 7),
        new("month-to-date", "The first of the month to today.", today => new(FirstOf(today, 1), today), months: 1),
        new("last-month", "The calendar month before this one.", today => Before(FirstOf(today, 1), 1), months: 1),
        new("quarter-to-date", "The first day of the quarter to today.", today => new(FirstOf(today, 3), today), months: 3),
        new("last-quarter", "The calendar quarter before this one.", today => Before(FirstOf(today, 3), 3), months: 3),
        new("year-to-date", "The first of January to today.", today => new(FirstOf(today, 12), today), months: 12),
        new("last-year", "The calendar year before this one.", today => Before(FirstOf(today, 12), 12), months: 12),
    ];

    public string Name { get; }

    public string Description { get; }

    /// <summary>The calendar unit the range is a part of, in months; 0 where it is made of days.</summary>
    public int Months { get; }

    /// <summary>The week the range is a part of, in days; 0 where it is made of days alone or of months.</summary>
    public int Days { get; }

    public DateSpan Resolve(DateOnly today) => _resolve(today);

    public override string ToString() => Name;

    static DateRange LastDays(int days) =>
        new($"last-{days}-days", $"{days} days that end with today.", today => new(today.AddDays(1 - days), today));

    static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    static DateOnly FirstOf(DateOnly day, int months) => new(day.Year, ((day.Month - 1) / months * months) + 1, 1);

    static DateSpan Before(DateOnly first, int months) => new(first.AddMonths(-months), first.AddDays(-1));
}

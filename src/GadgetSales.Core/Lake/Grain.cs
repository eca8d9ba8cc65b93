using System.Globalization;

namespace GadgetSales.Core.Lake;

/// <summary>
/// How time is cut into periods. Days and longer are business dates, hours are the store's wall clock.
/// A period is named by its start.
/// </summary>
public sealed class Grain
{
    readonly int _months;
    readonly int _hours;

    Grain(string name, string? expression, string description, int months = 0, int hours = 0)
    {
        Name = name;
        Expression = expression;
        Description = description;
        _months = months;
        _hours = hours;
    }

    public static Grain None { get; } = new("none", expression: null, "The whole range as one; rows have no period.");

    public static Grain Hour { get; } = new("hour", "date_trunc('hour', sold_at_local)",
        "Local store time, such as 2019-01-01T08:00. The hour that clocks repeat in autumn is one period.", hours: 1);

    public static Grain Day { get; } = new("day", "sale_date", "Business dates.", hours: 24);

    public static Grain Week { get; } = new("week", "CAST(date_trunc('week', sale_date) AS date)", "ISO weeks, named by their Monday.", hours: 168);

    public static Grain Month { get; } = new("month", "CAST(date_trunc('month', sale_date) AS date)", "Calendar months, named by their first day.", months: 1);

    public static Grain Quarter { get; } = new("quarter", "CAST(date_trunc('quarter', sale_date) AS date)", "Calendar quarters, named by their first day.", months: 3);

    public static Grain Year { get; } = new("year", "CAST(date_trunc('year', sale_date) AS date)", "Calendar years, named by their first day.", months: 12);

    public string Name { get; }

    public string Description { get; }

    /// <summary>Periods are whole months: their lengths in days differ.</summary>
    internal bool IsCalendar => _months > 0;

    /// <summary>Months of a calendar period, else 0.</summary>
    internal int Months => _months;

    internal string? Expression { get; }

    /// <summary>The start of the period that holds the business date <paramref name="date"/>; hours are of the wall clock.</summary>
    internal string? ExpressionOf(string date) => Expression?.Replace(LakeSchema.Partition, date, StringComparison.Ordinal);

    internal string SqlType => this == Hour ? "timestamp" : "date";

    /// <summary>The start of the period that holds <paramref name="time"/>, a business date or a local time.</summary>
    public DateTime Truncate(DateTime time)
    {
        if (IsCalendar)
        {
            var month = (time.Year * 12) + time.Month - 1;
            month -= month % _months;
            return new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        }

        return this == Hour ? time.Date.AddHours(time.Hour)
            : this == Week ? time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7))
            : this == Day ? time.Date
            : throw new InvalidOperationException("Without a grain there are no periods.");
    }

    /// <summary>The start of the period <paramref name="count"/> periods after the one that starts at <paramref name="period"/>.</summary>
    public DateTime Add(DateTime period, int count) => IsCalendar ? period.AddMonths(count * _months) : period.AddHours((double)count * _hours);

    /// <summary>How many periods lie from the start of one to the start of another; negative when the other is earlier.</summary>
    public int Count(DateTime from, DateTime to) => IsCalendar
        ? (((to.Year - from.Year) * 12) + to.Month - from.Month) / _months
        : (int)((to - from).Ticks / TimeSpan.TicksPerHour / _hours);

    /// <summary><c>2019-01-01</c>, or <c>2019-01-01T08:00</c> for an hour.</summary>
    public string Format(DateTime period) => period.ToString(this == Hour ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}

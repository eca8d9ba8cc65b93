using GadgetSales.Core.Lake;
using GadgetSales.Projections;
using GadgetSales.Projections.Calendar;

namespace GadgetSales.Tests.Projections.Robustness;

/// <summary>One series that used to go wrong, with what really came.</summary>
/// <param name="Year">Steps of a year, for the same season of last year; 0 where the history holds none.</param>
sealed record HardSeries(string Name, ForecastRequest Request, double[] Actuals, int Week, int Year)
{
    static readonly DateTime Start = new(2021, 1, 4, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Eleven kinds of trouble, 47 series.</summary>
    public static IEnumerable<HardSeries> All =>
    [
        .. Seeds(5).Select(seed => Daily("bulk", seed, 120, 56, (day, sales) => day == 119 ? 20 * sales : sales)),
        .. Seeds(5).Select(seed => Daily("outage", seed, 200, 56, (day, sales) => day is >= 197 and < 200 ? 0 : sales)),
        .. Seeds(4).Select(seed => Daily("stock-out", seed, 240, 56, (day, sales) => day is >= 230 and < 240 ? 0 : sales)),
        .. Seeds(4).Select(seed => Daily("ramp-up", seed, 120, 56, (day, sales) => sales * (1 - Math.Exp(-(day + 1) / 12.0)))),
        .. Seeds(4).Select(seed => Daily("reopening", seed, 240, 56, (day, sales) => day is >= 190 and < 232 ? 0 : sales)),
        .. Seeds(5).Select(seed => Daily("shift", seed, 220, 56, (day, sales) => day >= 210 ? 1.8 * sales : sales)),
        .. Seeds(5).Select(seed => Monthly(seed, 24 + 6 * (seed % 5))),
        .. Seeds(5).Select(seed => Weekly(seed, 98 + 13 * seed)),
        .. Seeds(4).Select(seed => Christmas(seed)),
        .. Seeds(3).Select(seed => Easter(seed)),
        .. Seeds(3).Select(seed => BlackFriday(seed)),
    ];

    static IEnumerable<int> Seeds(int count) => Enumerable.Range(1, count);

    /// <summary>A shop of about 500 a day with a week, whose noise goes with the level.</summary>
    static HardSeries Daily(string kind, int seed, int length, int horizon, Func<int, double, double> happens)
    {
        var noise = new Noise(1000 + seed);
        var after = happens(length + 1000, 1);
        double[] all = [.. Enumerable.Range(0, length + horizon).Select(day => Math.Round(500 * Weekday(day) * noise.Factor(0.12)))];
        double[] history = [.. all.Take(length).Select((sales, day) => Math.Round(happens(day, sales)))];
        double[] actuals = [.. all.Skip(length).Select(sales => after > 1.5 ? 1.8 * sales : sales)];
        return new($"{kind} {seed}", Ask(history, [7, 365], horizon, Grain.Day), actuals, 7, 0);
    }

    static HardSeries Monthly(int seed, int months)
    {
        var noise = new Noise(2000 + seed);
        double[] all = [.. Enumerable.Range(0, months + 12).Select(month => 10_000 * Math.Pow(1.004, month) * (month % 12 == 11 ? 1.9 : 1 + 0.2 * Math.Sin(month * Math.PI / 6)) * noise.Factor(0.05))];
        return new($"{months} months {seed}", Ask(all[..months], [12], 12, Grain.Month), all[months..], 1, 12);
    }

    static HardSeries Weekly(int seed, int weeks)
    {
        var noise = new Noise(3000 + seed);
        double[] all = [.. Enumerable.Range(0, weeks + 26).Select(week => 3_000 * (1 + 0.25 * Math.Sin(week * Math.PI / 26)) * (IsChristmas(week) || IsChristmas(week + 1) ? 1.7 : 1) * noise.Factor(0.06))];
        return new($"{weeks} weeks {seed}", Ask(all[..weeks], [52], 26, Grain.Week), all[weeks..], 1, 52);
    }

    static bool IsChristmas(int week) => Start.AddDays(7 * week) is var monday && new DateTime(monday.Year, 12, 25, 0, 0, 0, DateTimeKind.Unspecified) is var day && day >= monday && day < monday.AddDays(7);

    /// <summary>Three years of days up to the end of October: Christmas comes within the horizon.</summary>
    static HardSeries Christmas(int seed) => Dated($"Christmas {seed}", 4000 + seed, new DateOnly(2023, 10, 30), 70, date =>
    {
        var days = date.Month == 12 && date.Day <= 24 ? 24 - date.Day : date.Month == 11 ? 54 - date.Day : 99;
        return date is { Month: 12, Day: 25 or 26 } or { Month: 1, Day: 1 } ? 0 : 1 + 1.2 * Math.Exp(-days / 9.0);
    });

    static HardSeries Easter(int seed) => Dated($"Easter {seed}", 5000 + seed, new DateOnly(2024, 3, 18), 28, date =>
    {
        var days = HolidayRule.Easter(date.Year).DayNumber - date.DayNumber;
        return days switch { 0 or -1 => 0.25, 1 => 2.2, 2 => 0.6, 3 => 1.6, _ => 1 };
    });

    static HardSeries BlackFriday(int seed) => Dated($"Black Friday {seed}", 6000 + seed, new DateOnly(2023, 11, 13), 28, date =>
        (date.DayNumber - HolidayRule.DateOf("11/4Thu+1", date.Year).DayNumber) switch { 0 => 4, 1 => 2.2, -1 => 1.4, _ => 1 });

    static HardSeries Dated(string name, int seed, DateOnly next, int horizon, Func<DateOnly, double> effect)
    {
        var noise = new Noise(seed);
        var first = DateOnly.FromDateTime(Start);
        var length = next.DayNumber - first.DayNumber;
        double[] all = [.. Enumerable.Range(0, length + horizon).Select(day => Math.Round(500 * Weekday(day) * effect(first.AddDays(day)) * noise.Factor(0.1)))];
        return new(name, Ask(all[..length], [7, 365], horizon, Grain.Day), all[length..], 7, 364);
    }

    static ForecastRequest Ask(double[] history, int[] periods, int horizon, Grain grain) =>
        new(history, periods, horizon, [95]) { Calendar = new(grain, Start, "GB") };

    static double Weekday(int day) => (day % 7) switch { 4 => 1.3, 5 => 1.7, 6 => 0.8, _ => 1 };

    public override string ToString() => Name;

    sealed class Noise(int seed)
    {
        readonly Random random = new(seed);

        /// <summary>Log-normal around 1.</summary>
        public double Factor(double deviation)
        {
            var bell = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Exp(deviation * bell);
        }
    }
}

namespace GadgetSales.Core.Simulation;

/// <summary>How many receipts a store writes on a day, and when: trend, season, weekday, promotions, weather, opening.</summary>
sealed class SalesRhythm
{
    const double YearlyGrowth = 0.07;
    const int RampDays = 60;

    static readonly DateOnly AverageDay = new(2026, 7, 1);

    /// <summary>Sunday first.</summary>
    static readonly double[] Weekdays = [1.05, 0.82, 0.84, 0.9, 0.97, 1.16, 1.4];

    /// <summary>By hour of the day; lunch and the way home on weekdays.</summary>
    static readonly double[] WeekdayHours = [0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.7, 0.9, 1.2, 1.7, 1.5, 1, 1, 1.3, 1.9, 2.2, 1.8, 1.1, 0.6, 0, 0];

    /// <summary>The afternoon at weekends.</summary>
    static readonly double[] WeekendHours = [0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.6, 1.1, 1.5, 1.8, 2.1, 2.2, 2.1, 1.9, 1.6, 1.2, 0.9, 0.6, 0.4, 0, 0];

    readonly SimulationOptions _options;
    readonly PromotionCalendar _promotions;

    internal SalesRhythm(SimulationOptions options, PromotionCalendar promotions)
    {
        _options = options;
        _promotions = promotions;
    }

    /// <summary>Receipt numbers a register uses up on a day, the rare lost ones included.</summary>
    internal int Receipts(SimulatedStore store, int register, DateOnly date)
    {
        if (!store.TradesOn(date))
        {
            return 0;
        }

        // R1 is the till by the door: it takes more than the last one.
        var share = 2.0 * (store.Registers - register + 1) / (store.Registers * (store.Registers + 1));
        return new Dice(_options.Seed, 'N', store.Index, register, date.DayNumber).Poisson(Expected(store, date) * share);
    }

    /// <summary>Mean receipts of a trading day, before chance.</summary>
    internal double Expected(SimulatedStore store, DateOnly date)
    {
        var trend = Math.Pow(1 + YearlyGrowth, (date.DayNumber - AverageDay.DayNumber) / 365.25);
        var promotion = _promotions.On(date) is { } running ? 1 + (running.Percent / (running.Category is null ? 20.0 : 100.0)) : 1;
        var weather = Math.Exp(0.08 * new Dice(_options.Seed, 'W', store.Index, date.DayNumber).Normal());
        var ramp = store.OpenedOn == StoreChain.Founded
            ? 1
            : Math.Min(1, 0.5 + (0.5 * (date.DayNumber - store.OpenedOn.DayNumber) / RampDays));
        return _options.ReceiptsPerDay * store.Size * trend * Season(date) * Weekdays[(int)date.DayOfWeek] * promotion * weather * ramp;
    }

    /// <summary>Seconds of the local day at which a register rings up, ascending.</summary>
    internal static int[] Times(SimulatedStore store, DateOnly date, int count, Dice dice)
    {
        var hours = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekendHours : WeekdayHours;
        var opens = store.OpensOn(date).Hour;
        var open = hours.AsSpan(opens, store.ClosesOn(date).Hour - opens);
        var times = new int[count];
        for (var index = 0; index < count; index++)
        {
            times[index] = ((opens + dice.Weighted(open)) * 3600) + dice.Below(3600);
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>1 on an ordinary day: a dull January, back to school in late summer, a December that ends on the 24th.</summary>
    static double Season(DateOnly date) => (date.Month, date.Day) switch
    {
        (1, _) or (2, _) => 0.85,
        (8, > 10) or (9, < 10) => 1.15,
        (11, > 10) => 1.2,
        (12, <= 24) => 1.35 + (0.03 * date.Day),
        (12, _) => 1.3,
        _ => 0.97 + (0.05 * Math.Sin(2 * Math.PI * date.DayOfYear / 365.25)),
    };
}

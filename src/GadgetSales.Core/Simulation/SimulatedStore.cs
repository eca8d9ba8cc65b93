namespace GadgetSales.Core.Simulation;

/// <summary>A store of the simulated chain.</summary>
/// <param name="StoreId">An airport's code; a city's later stores carry a number: <c>SEA-2</c>.</param>
/// <param name="City">Where it is.</param>
/// <param name="Zone">Its wall clock (IANA).</param>
/// <param name="Opens">Local, on every day but Sunday: then an hour later.</param>
/// <param name="Closes">Local, on every day but Sunday: then two hours earlier.</param>
/// <param name="Size">Custom relative to a middle-sized store.</param>
/// <param name="Registers">Tills, named R1, R2, …</param>
/// <param name="OpenedOn">The first trading day.</param>
public sealed record SimulatedStore(
    string StoreId, string City, TimeZoneInfo Zone, TimeOnly Opens, TimeOnly Closes, double Size, int Registers, DateOnly OpenedOn)
{
    /// <summary>Its place in the chain: the key of everything random about it.</summary>
    internal int Index { get; init; }

    internal TimeOnly OpensOn(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? Opens.AddHours(1) : Opens;

    internal TimeOnly ClosesOn(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? Closes.AddHours(-2) : Closes;

    internal bool TradesOn(DateOnly date) => date >= OpenedOn && date is not { Month: 12, Day: 25 };

    /// <summary>The instant of a second of the local day, with the store's offset.</summary>
    internal DateTimeOffset At(DateOnly date, int secondOfDay)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddSeconds(secondOfDay);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    internal DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}

static class StoreChain
{
    /// <summary>The first trading day of the oldest stores.</summary>
    internal static readonly DateOnly Founded = new(2018, 1, 2);

    static readonly (string Code, string City, string Zone, int Opens, int Closes, double Size, int Registers, DateOnly OpenedOn)[] Cities =
    [
        ("SEA", "Seattle", "America/Los_Angeles", 9, 21, 1.3, 3, Founded),
        ("SFO", "San Francisco", "America/Los_Angeles", 9, 21, 1.9, 4, Founded),
        ("NYC", "New York", "America/New_York", 8, 22, 2.2, 4, Founded),
        ("ORD", "Chicago", "America/Chicago", 9, 21, 1.2, 3, Founded),
        ("PHX", "Phoenix", "America/Phoenix", 10, 20, 0.7, 2, Founded),
        ("DEN", "Denver", "America/Denver", 10, 20, 0.6, 2, new DateOnly(2022, 5, 14)),
        ("HNL", "Honolulu", "Pacific/Honolulu", 10, 19, 0.4, 1, new DateOnly(2024, 3, 9)),
        ("BOS", "Boston", "America/New_York", 9, 21, 0.9, 2, new DateOnly(2026, 9, 5)),
        ("ATL", "Atlanta", "America/New_York", 10, 21, 0.8, 2, new DateOnly(2019, 8, 3)),
        ("AUS", "Austin", "America/Chicago", 10, 20, 0.7, 2, new DateOnly(2020, 10, 17)),
        ("PDX", "Portland", "America/Los_Angeles", 10, 20, 0.5, 1, new DateOnly(2021, 4, 10)),
        ("ANC", "Anchorage", "America/Anchorage", 11, 19, 0.3, 1, new DateOnly(2023, 6, 3)),
    ];

    internal static IReadOnlyList<SimulatedStore> Of(int stores)
    {
        var chain = new List<SimulatedStore>(stores);
        for (var index = 0; index < stores; index++)
        {
            var city = Cities[index % Cities.Length];
            var round = index / Cities.Length;
            chain.Add(new SimulatedStore(
                round == 0 ? city.Code : $"{city.Code}-{round + 1}",
                city.City,
                TimeZoneInfo.FindSystemTimeZoneById(city.Zone),
                new TimeOnly(city.Opens, 0),
                new TimeOnly(city.Closes, 0),
                city.Size,
                city.Registers,
                city.OpenedOn)
            {
                Index = index,
            });
        }

        return chain;
    }
}

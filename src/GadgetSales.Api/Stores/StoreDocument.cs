using System.Globalization;

namespace GadgetSales.Api.Stores;

/// <summary>The stores that are known.</summary>
/// <param name="DataThrough">Sales recorded up to this instant are considered in what was sold first and last.</param>
public sealed record StoreList(IReadOnlyList<StoreDocument> Stores, DateTimeOffset? DataThrough);

/// <summary>What is known of a store: what was said of it, and what its sales tell.</summary>
/// <param name="Described">Somebody described it with PUT; else it is known from its sales only.</param>
/// <param name="TimeZone">As described.</param>
/// <param name="UtcOffset">Of its wall clock now: of its zone, else of its latest sale with an offset other than zero.</param>
/// <param name="LocalTime">On its wall clock now.</param>
/// <param name="BusinessDate">The running trading day.</param>
/// <param name="DayStartsAt">When its trading day begins.</param>
/// <param name="FirstSoldOn">The first business date with sales; null where none is known.</param>
/// <param name="Registers">By id; one without an id stands for sales that name none. A till that was not heard of for long is broken, offline or unused.</param>
public sealed record StoreDocument(
    string StoreId, bool Described, string? Name, string? TimeZone, string UtcOffset, string LocalTime, DateOnly BusinessDate, string DayStartsAt, string? Currency,
    DateOnly? OpenedOn, DateOnly? ClosedOn, string? Group, DateOnly? FirstSoldOn, IReadOnlyList<RegisterDocument> Registers)
{
    public const string Example = """
        {
          "storeId": "LA-01", "described": true, "name": "Los Angeles, Grand Avenue", "timeZone": "America/Los_Angeles", "utcOffset": "-07:00",
          "localTime": "2019-04-19T09:14", "businessDate": "2019-04-19", "dayStartsAt": "04:00", "currency": "USD", "openedOn": "2019-01-02", "closedOn": null,
          "group": "West", "firstSoldOn": "2019-01-02",
          "registers": [ { "registerId": "R2", "lastSoldAt": "2019-04-19T16:12:31Z", "lastRecordedAt": "2019-04-19T16:12:33.41Z" } ]
        }
        """;

    public static StoreDocument Of(KnownStore store, DateTimeOffset now)
    {
        var local = now.ToOffset(store.OffsetAt(now));
        var (settings, clock) = (store.Settings, store.Clock);
        return new StoreDocument(
            store.StoreId, settings is not null, settings?.Name, settings?.TimeZone, local.ToString("zzz", CultureInfo.InvariantCulture),
            local.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), clock.BusinessDateOf(local), clock.DayStartsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
            settings?.Currency, settings?.OpenedOn, settings?.ClosedOn, settings?.Group, store.Registers.Count == 0 ? null : store.Registers.Min(register => register.FirstSoldOn),
            [.. store.Registers.Select(register => new RegisterDocument(register.RegisterId, Instant(register.LastSoldAt), Instant(register.LastRecordedAt)))]);
    }

    static DateTimeOffset Instant(DateTime utc) => new(utc, TimeSpan.Zero);
}

/// <param name="LastSoldAt">When its latest receipt was sold.</param>
/// <param name="LastRecordedAt">When the service last took one of its receipts.</param>
public sealed record RegisterDocument(string? RegisterId, DateTimeOffset LastSoldAt, DateTimeOffset LastRecordedAt);

namespace GadgetSales.Api.Stores;

/// <summary>What an operator says of a store. A member that is left out is unknown again: the whole of it is replaced.</summary>
/// <param name="StoreId">May be left out; if given, the store of the address.</param>
/// <param name="Name">What people call it, at most 200 printable characters.</param>
/// <param name="TimeZone">IANA name of the zone its clocks show, such as America/Los_Angeles. From then on times ending in Z become its wall clock.</param>
/// <param name="DayStartsAt">HH:mm to 12:00: what is sold earlier counts for the date before, unless the sale says its business date. Default 00:00.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="OpenedOn">Its first date.</param>
/// <param name="ClosedOn">Its last date.</param>
/// <param name="Group">A region, a franchise: 1 to 64 printable characters.</param>
public sealed record StoreBody(
    string? StoreId = null, string? Name = null, string? TimeZone = null, string? DayStartsAt = null, string? Currency = null, DateOnly? OpenedOn = null, DateOnly? ClosedOn = null,
    string? Group = null)
{
    public const string Example = """
        { "name": "Los Angeles, Grand Avenue", "timeZone": "America/Los_Angeles", "dayStartsAt": "04:00", "currency": "USD", "openedOn": "2019-01-02", "group": "West" }
        """;
}

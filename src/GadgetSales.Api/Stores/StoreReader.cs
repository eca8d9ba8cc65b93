using GadgetSales.Core.Sales;
using GadgetSales.Core.Stores;

namespace GadgetSales.Api.Stores;

/// <summary>Makes settings of a body, or all that is wrong with it.</summary>
static class StoreReader
{
    public static readonly string[] Members = ["storeId", "name", "timeZone", "dayStartsAt", "currency", "openedOn", "closedOn", "group"];

    const int MaxName = 200;

    static readonly TimeOnly LatestStart = new(12, 0);

    /// <summary>Null exactly when the body has errors.</summary>
    public static StoreSettings? Read(BodyObject body, string storeId)
    {
        if (!PrintableText.IsValid(storeId, SaleMembers.MaxText))
        {
            body.Refuse("storeId", SaleMembers.Of(SaleMember.StoreId).Refusal);
        }
        else if (body.Text("storeId") is { } named && named != storeId)
        {
            body.Refuse("storeId", $"Must be {storeId}, the store of the address, or absent.");
        }

        var settings = new StoreSettings
        {
            StoreId = storeId,
            Name = body.Text("name", MaxName),
            TimeZone = ReadZone(body),
            DayStartsAt = body.Time("dayStartsAt") ?? TimeOnly.MinValue,
            Currency = body.Currency("currency"),
            OpenedOn = body.Date("openedOn"),
            ClosedOn = body.Date("closedOn"),
            Group = body.Text("group"),
        };
        if (settings.DayStartsAt > LatestStart)
        {
            body.Refuse("dayStartsAt", "Must be at most 12:00: it is when the trading day begins, not when it ends.");
        }

        if (settings.ClosedOn < settings.OpenedOn)
        {
            body.Refuse("closedOn", "Must not be before openedOn.");
        }

        return body.Errors.Count == 0 ? settings : null;
    }

    /// <summary>Windows names, which some machines know and others do not, are refused everywhere.</summary>
    static string? ReadZone(BodyObject body)
    {
        if (body.Text("timeZone") is not { } name)
        {
            return null;
        }

        if ((name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
        {
            return name;
        }

        body.Refuse("timeZone", "Not a known time zone. Write an IANA name such as Europe/Berlin or UTC.");
        return null;
    }
}

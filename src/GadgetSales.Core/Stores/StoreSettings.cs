namespace GadgetSales.Core.Stores;

/// <summary>What an operator says of a store. Everything but the id is optional.</summary>
public sealed record StoreSettings
{
    public required string StoreId { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>IANA name of the zone its clocks show, such as Europe/Berlin.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When its trading day begins: what is sold earlier counts for the date before. Default midnight.</summary>
    public TimeOnly DayStartsAt { get; init; }

    /// <summary>ISO 4217: what it sells in; recorded sales keep their own.</summary>
    public string? Currency { get; init; }

    public DateOnly? OpenedOn { get; init; }

    /// <summary>The last date it sold on; null while it is open.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>What it is compared with others by: a region, a franchise.</summary>
    public string? Group { get; init; }
}

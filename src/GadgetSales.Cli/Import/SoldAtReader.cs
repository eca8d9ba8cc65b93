namespace GadgetSales.Cli.Import;

/// <summary>Finds the instant and the store's wall clock of a sale in whatever of the two a file has.</summary>
sealed class SoldAtReader(ColumnMapping columns, ImportSettings settings)
{
    readonly SoldAtText _text = new(settings.TimeFormat);
    readonly StoreZones _zones = new(settings.Zones);

    internal DateTimeOffset Read(string[] row, string storeId)
    {
        var utc = Time(SaleFields.SoldAtUtc, row);
        var local = Time(SaleFields.SoldAtLocal, row);
        if (utc is { } known && local is { } wall)
        {
            return StoreClock.Between(known.Utc, wall.Wall)
                ?? throw new RowFaultException($"{SaleFields.SoldAtUtc} and {SaleFields.SoldAtLocal} are further apart than any time zone");
        }

        if (utc is { } instant)
        {
            return StoreClock.FromUtc(instant.Utc, Zone(row, storeId, SaleFields.SoldAtUtc));
        }

        var time = local ?? Time(SaleFields.SoldAt, row) ?? throw new RowFaultException($"{SaleFields.SoldAt} is empty");
        return time switch
        {
            { Offset: null } => StoreClock.At(time.Wall, Zone(row, storeId, SaleFields.SoldAt)),
            // A Z says when, not where: the store's clock is better where it is known.
            { Offset: { } zero } when zero == TimeSpan.Zero && FindZone(row, storeId) is { } zone => StoreClock.FromUtc(time.Wall, zone),
            _ => new DateTimeOffset(time.Wall, time.Offset.Value),
        };
    }

    Clock? Time(string field, string[] row)
    {
        if (columns.Value(field, row) is not { } text)
        {
            return null;
        }

        if (_text.TryRead(text, out var wall, out var offset))
        {
            return new Clock(wall, offset);
        }

        var expected = settings.TimeFormat is { } format ? $"of the --time-format '{format}'" : "ISO 8601: give --time-format, such as 'MM/dd/yy HH:mm'";
        throw new RowFaultException($"{field} '{text}' is not {expected}");
    }

    TimeZoneInfo Zone(string[] row, string storeId, string field) =>
        FindZone(row, storeId) ?? throw new RowFaultException($"{field} does not say the store's time: give --zone Area/City or --zone '{storeId}=Area/City'");

    TimeZoneInfo? FindZone(string[] row, string storeId)
    {
        if (columns.Value(SaleFields.Zone, row) is not { } name)
        {
            return _zones.Of(storeId);
        }

        return _zones.TryFind(name, out var zone) ? zone : throw new RowFaultException($"{SaleFields.Zone} '{name}' is not an IANA time zone");
    }

    readonly struct Clock(DateTime wall, TimeSpan? offset)
    {
        internal DateTime Wall { get; } = wall;

        internal TimeSpan? Offset { get; } = offset;

        internal DateTime Utc => Offset is { } offset ? Wall - offset : Wall;
    }
}

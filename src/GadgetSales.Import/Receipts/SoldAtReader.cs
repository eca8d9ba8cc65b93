using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Finds the instant and the store's wall clock of a sale in whatever of the two a file has.</summary>
sealed class SoldAtReader(ColumnMapping columns, ColumnDecisions decisions, ImportSettings settings)
{
    readonly StoreZones _zones = new(settings.Zones);

    internal DateTimeOffset Read(string[] row, string storeId)
    {
        var utc = Time(ImportFields.SoldAtUtc, row);
        var local = Time(ImportFields.SoldAtLocal, row);
        if (utc is { } known && local is { } wall)
        {
            return StoreClock.Between(known.Utc, wall.Wall)
                ?? throw new RowFaultException($"{ImportFields.SoldAtUtc} and {ImportFields.SoldAtLocal} are further apart than any time zone");
        }

        if (utc is { } instant)
        {
            return StoreClock.FromUtc(instant.Utc, Zone(row, storeId, ImportFields.SoldAtUtc));
        }

        var time = local ?? Time(ImportFields.SoldAt, row) ?? throw new RowFaultException($"{columns.NameOf(ImportFields.SoldAt)} is empty");
        return time switch
        {
            { Offset: null } => StoreClock.At(time.Wall, Zone(row, storeId, ImportFields.SoldAt)),
            // An offset says when; the store's own clock says which day it was there, where it is known.
            _ when FindZone(row, storeId) is { } zone => StoreClock.FromUtc(time.Utc, zone),
            _ => new DateTimeOffset(time.Wall, time.Offset.Value),
        };
    }

    Clock? Time(string field, string[] row)
    {
        if (columns.Value(field, row) is not { } text)
        {
            return null;
        }

        if (decisions.TimeOf(field).TryRead(text, out var wall, out var offset))
        {
            return new Clock(wall, offset);
        }

        var expected = settings.TimeFormat is { } format ? $"of the --time-format '{format}'" : "a time as the rest of the column: give --time-format, such as 'MM/dd/yy HH:mm'";
        throw new RowFaultException($"{columns.NameOf(field)} '{text}' is not {expected}");
    }

    TimeZoneInfo Zone(string[] row, string storeId, string field) =>
        FindZone(row, storeId) ?? throw new RowFaultException($"{columns.NameOf(field)} does not say the store's time: give --zone Area/City or --zone '{storeId}=Area/City'");

    TimeZoneInfo? FindZone(string[] row, string storeId)
    {
        if (columns.Value(ImportFields.Zone, row) is not { } name)
        {
            return _zones.Of(storeId);
        }

        return _zones.TryFind(name, out var zone) ? zone : throw new RowFaultException($"{columns.NameOf(ImportFields.Zone)} '{name}' is not an IANA time zone: give --set zone=Area/City");
    }

    readonly struct Clock(DateTime wall, TimeSpan? offset)
    {
        internal DateTime Wall { get; } = wall;

        internal TimeSpan? Offset { get; } = offset;

        internal DateTime Utc => Offset is { } offset ? Wall - offset : Wall;
    }
}

using System.IO.Enumeration;
using GadgetSales.Import.Columns;

namespace GadgetSales.Import.Receipts;

/// <summary>Which clock hangs in which store, from <c>--zone Area/City</c> and <c>--zone STORE=Area/City</c>; <c>*</c> and <c>?</c> match in STORE.</summary>
sealed class StoreZones
{
    readonly List<(string Store, TimeZoneInfo Zone)> _stores = [];
    readonly Dictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);
    readonly Dictionary<string, TimeZoneInfo?> _known = new(StringComparer.Ordinal);
    readonly TimeZoneInfo? _everywhere;

    /// <exception cref="ImportRefusedException">A zone is unknown, or there are two for all stores.</exception>
    internal StoreZones(IEnumerable<string> options)
    {
        foreach (var option in options)
        {
            var equals = option.LastIndexOf('=');
            if (!TryFind(option[(equals + 1)..], out var zone))
            {
                throw new ImportRefusedException($"--zone {option}: the time zone is unknown. Give an IANA name such as America/New_York.");
            }

            if (equals >= 0)
            {
                _stores.Add((option[..equals], zone));
            }
            else if (_everywhere is null)
            {
                _everywhere = zone;
            }
            else
            {
                throw new ImportRefusedException($"--zone {option}: there is a zone for all stores already. Write STORE=Area/City for one store.");
            }
        }
    }

    /// <summary>The first option whose STORE matches, else the one for all; null without either.</summary>
    internal TimeZoneInfo? Of(string storeId)
    {
        if (!_known.TryGetValue(storeId, out var zone))
        {
            zone = _stores.FirstOrDefault(store => FileSystemName.MatchesSimpleExpression(store.Store, storeId)).Zone ?? _everywhere;
            _known.Add(storeId, zone);
        }

        return zone;
    }

    /// <summary>A zone by its IANA name, or as some tills call it.</summary>
    internal bool TryFind(string name, out TimeZoneInfo zone)
    {
        if (_zones.TryGetValue(name, out zone!))
        {
            return true;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(ZoneWords.ToIana(name), out var found))
        {
            return false;
        }

        _zones.Add(name, zone = found);
        return true;
    }
}

using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// Which sales the lake holds of the days that are written to now, so that new sales need no search in a day that grows all day long.
/// Holds hashes: a sale may seem known that is not, never the other way round. Belongs to one connection, for whose transactions alone it is right.
/// </summary>
sealed class KnownSales(DuckDBConnection connection)
{
    /// <summary>About 24 bytes each.</summary>
    const int MostSales = 1_000_000;

    /// <summary>A batch over more unknown days is a backfill: reading each day whole would cost more than one search.</summary>
    const int MostDaysToRead = 4;

    readonly Dictionary<DateOnly, HashSet<ulong>> _days = [];
    readonly HashSet<DateOnly> _largeDays = [];
    int _sales;

    internal DuckDBConnection Connection => connection;

    /// <summary>True when the lake holds none of the batch's sales for certain; false when it may.</summary>
    internal bool LacksAll(IncomingSales incoming)
    {
        var dates = incoming.All.Select(sale => sale.SaleDate).Distinct().Where(date => !_days.ContainsKey(date)).Take(MostDaysToRead + 1).ToArray();
        return dates.Length <= MostDaysToRead
            && !_largeDays.Overlaps(dates)
            && Array.TrueForAll(dates, Read)
            && incoming.All.All(sale => _days.TryGetValue(sale.SaleDate, out var day) && !day.Contains(HashOf(sale.SaleId)));
    }

    /// <summary>Remembers the sales of a batch that was committed.</summary>
    internal void Add(IncomingSales incoming)
    {
        foreach (var sale in incoming.All)
        {
            if (_days.TryGetValue(sale.SaleDate, out var day) && day.Add(HashOf(sale.SaleId)))
            {
                _sales++;
            }
        }

        if (_sales > MostSales)
        {
            Forget();
        }
    }

    /// <summary>Makes room. A day that alone takes half of it is not read again: searching it costs less than that.</summary>
    void Forget()
    {
        _largeDays.UnionWith(_days.Where(day => day.Value.Count > MostSales / 2).Select(day => day.Key));
        _days.Clear();
        _sales = 0;
    }

    bool Read(DateOnly date)
    {
        using var command = connection.Command(
            $"""
            SELECT sale_id FROM {LakeTables.Facts} WHERE {LakeSchema.Partition} = CAST(? AS DATE)
            UNION SELECT sale_id FROM {LakeTables.Removals} WHERE sale_date = CAST(? AS DATE)
            """,
            date,
            date);
        command.UseStreamingMode = true;
        using var ids = command.ExecuteReader();
        HashSet<ulong> day = [];
        while (day.Count <= MostSales && ids.Read())
        {
            day.Add(HashOf(ids.GetString(0)));
        }

        _days.Add(date, day);
        _sales += day.Count;
        if (_sales > MostSales)
        {
            Forget();
        }

        return _days.ContainsKey(date);
    }

    /// <summary>FNV-1a, 64 bits: 32 would see known sales in every fifth batch of a day with a million.</summary>
    static ulong HashOf(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in id)
        {
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        }

        return hash;
    }
}

using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;
using GadgetSales.Embedded.Feed;

namespace GadgetSales.Embedded.Ledger;

/// <summary>One reader's connection with its prepared statements.</summary>
sealed class ReadConnection : IDisposable
{
    readonly SqliteDatabase _database;
    readonly SqliteStatement _find;
    readonly SqliteStatement _list;
    readonly SqliteStatement _after;
    readonly SqliteStatement _head;
    SqliteStatement? _external;

    // Prepared when they are first needed: a ledger of an older version, read beside the service that is to raise it, has no such table yet.
    SqliteStatement? _voidOf;
    SqliteStatement? _returnsOf;

    ReadConnection(SqliteDatabase database)
    {
        _database = database;
        _find = database.Prepare("SELECT recorded FROM sales WHERE sale_id = ?1");
        _list = database.Prepare(
            """
            SELECT sold_at, recorded FROM sales
            WHERE store_id = ?1 AND business_date = ?2 AND (sold_at, sale_id) > (?3, ?4)
            ORDER BY sold_at, sale_id LIMIT ?5
            """);
        _after = database.Prepare("SELECT seq, recorded FROM sales WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        _head = database.Prepare("SELECT max(seq) FROM sales");
    }

    public static ReadConnection Open(string path)
    {
        var database = SqliteDatabase.OpenReadOnly(path);
        try
        {
            return new ReadConnection(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public RecordedSale? Find(string saleId)
    {
        try
        {
            return _find.Bind(1, saleId).Step() ? SaleJson.ReadRecorded(_find.GetBytes(0)) : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    public SaleLinks FindLinks(string saleId)
    {
        _voidOf ??= _database.Prepare("SELECT sale_id FROM sales WHERE voids = ?1");
        _returnsOf ??= _database.Prepare("SELECT sale_id FROM returns WHERE original_sale_id = ?1 ORDER BY sale_id");
        var voidedBy = Ids(_voidOf.Bind(1, saleId));
        return new SaleLinks(voidedBy.Count == 0 ? null : voidedBy[0], Ids(_returnsOf.Bind(1, saleId)));
    }

    public SalePage List(string storeId, DateOnly businessDate, SaleCursor after, int limit, CancellationToken cancellationToken)
    {
        try
        {
            _list.Bind(1, storeId).Bind(2, LedgerSchema.DayOf(businessDate)).Bind(3, after.SoldAt).Bind(4, after.SaleId).Bind(5, limit + 1);
            return ReadPage(_list, SaleCursor.DayList(storeId, businessDate), stores: null, after, limit, cancellationToken);
        }
        finally
        {
            _list.Reset();
        }
    }

    public SalePage FindExternal(string externalId, IReadOnlySet<string>? stores, SaleCursor after, int limit, CancellationToken cancellationToken)
    {
        // Prepared with the first use: a file that only an earlier version has opened lacks the column.
        var external = _external ??= _database.Prepare(
            """
            SELECT sold_at, recorded FROM sales
            WHERE external_id = ?1 AND (sold_at, sale_id) > (?2, ?3)
            ORDER BY sold_at, sale_id
            """);
        try
        {
            external.Bind(1, externalId).Bind(2, after.SoldAt).Bind(3, after.SaleId);
            return ReadPage(external, SaleCursor.ExternalList(externalId), stores, after, limit, cancellationToken);
        }
        finally
        {
            external.Reset();
        }
    }

    static SalePage ReadPage(
        SqliteStatement rows, string list, IReadOnlySet<string>? stores, SaleCursor after, int limit, CancellationToken cancellationToken)
    {
        var sales = new List<RecordedSale>();
        var last = after;
        while (rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sale = SaleJson.ReadRecorded(rows.GetBytes(1));
            if (stores?.Contains(sale.Sale.StoreId) == false)
            {
                continue;
            }

            if (sales.Count == limit)
            {
                return new SalePage(sales, last.ToText(list));
            }

            sales.Add(sale);
            last = new SaleCursor(rows.GetInteger(0), sale.Sale.SaleId);
        }

        return new SalePage(sales, NextCursor: null);
    }

    public IReadOnlyList<LedgerEntry> ReadAfter(FeedPosition position, int max, CancellationToken cancellationToken)
    {
        try
        {
            _after.Bind(1, position.Sequence).Bind(2, max);
            var entries = new List<LedgerEntry>();
            while (_after.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var next = new FeedPosition(_after.GetInteger(0));
                try
                {
                    entries.Add(new LedgerEntry(next, SaleJson.ReadRecorded(_after.GetBytes(1))));
                }
                catch (FormatException error)
                {
                    // What precedes it is delivered first: the next call starts with it.
                    return entries.Count > 0 ? entries : throw new UnreadableEntryException(next, error);
                }
            }

            return entries;
        }
        finally
        {
            _after.Reset();
        }
    }

    public FeedPosition ReadHead()
    {
        try
        {
            return _head.Step() ? new FeedPosition(_head.GetInteger(0)) : FeedPosition.Start;
        }
        finally
        {
            _head.Reset();
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _list.Dispose();
        _after.Dispose();
        _head.Dispose();
        _external?.Dispose();
        _voidOf?.Dispose();
        _returnsOf?.Dispose();
        _database.Dispose();
    }

    static List<string> Ids(SqliteStatement select)
    {
        try
        {
            List<string> ids = [];
            while (select.Step())
            {
                ids.Add(System.Text.Encoding.UTF8.GetString(select.GetBytes(0)));
            }

            return ids;
        }
        finally
        {
            select.Reset();
        }
    }
}

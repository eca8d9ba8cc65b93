using GadgetSales.Core.Feed;
using GadgetSales.Core.Ledger;
using GadgetSales.Core.Sales;

namespace GadgetSales.Embedded.Ledger;

/// <summary>
/// The writer's connection. Between <see cref="Begin"/> and <see cref="Commit"/> no one else writes, so what a sale depends on
/// (its id is free, its original is recorded and not voided) cannot change under it.
/// </summary>
sealed class WriteSession : IDisposable
{
    readonly SqliteDatabase _database;
    readonly SqliteStatement _begin;
    readonly SqliteStatement _commit;
    readonly SqliteStatement _insert;
    readonly SqliteStatement _find;
    readonly SqliteStatement _voided;
    readonly SqliteStatement _return;

    public WriteSession(SqliteDatabase database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare(
            """
            INSERT INTO sales (sale_id, store_id, business_date, sold_at, voids, external_id, recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (sale_id) DO NOTHING
            """);
        _find = database.Prepare("SELECT recorded FROM sales WHERE sale_id = ?1");
        _voided = database.Prepare("SELECT seq FROM sales WHERE voids = ?1");
        _return = database.Prepare("INSERT INTO returns (original_sale_id, sale_id) VALUES (?1, ?2)");
    }

    /// <summary>Pages written to the write-ahead log since the last call.</summary>
    public int TakePagesWritten() => _database.TakePagesWritten();

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    /// <summary>Copies what is left in the log, so that the next commit can start it afresh.</summary>
    public bool TryCheckpoint() =>
        _database.TryCheckpoint(SQLitePCL.raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out var copied) && inLog == copied;

    public void Append(OfferedSale offered, RecordingClock clock)
    {
        if (offered.IsVoid)
        {
            AppendVoid(offered, clock);
            return;
        }

        var recorded = offered.Complete(clock.Next);
        if (Insert(offered))
        {
            offered.SetRecorded(new FeedPosition(_database.LastInserted), recorded);
            clock.Use();
        }
        else if (!TryFindExisting(offered))
        {
            throw new InvalidOperationException($"The ledger refused sale {offered.Sale.SaleId} without holding it.");
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _find.Dispose();
        _voided.Dispose();
        _return.Dispose();
        _database.Dispose();
    }

    void AppendVoid(OfferedSale offered, RecordingClock clock)
    {
        var sale = offered.Sale;
        if (TryFindExisting(offered))
        {
            return;
        }

        var original = FindRecorded(sale.OriginalSaleId!)?.Sale;
        if ((VoidRules.Refusal(sale, original) ?? RefusalOfSecond(sale.OriginalSaleId!)) is { } refused)
        {
            offered.SetRefused(refused);
            return;
        }

        var recorded = offered.Complete(clock.Next, VoidedSale.Of(original!));
        if (!Insert(offered))
        {
            throw new InvalidOperationException($"The ledger refused void {sale.SaleId} without holding it.");
        }

        offered.SetRecorded(new FeedPosition(_database.LastInserted), recorded);
        clock.Use();
    }

    bool Insert(OfferedSale offered)
    {
        var sale = offered.Sale;
        _insert.Bind(1, sale.SaleId)
            .Bind(2, sale.StoreId)
            .Bind(3, LedgerSchema.DayOf(sale.BusinessDate))
            .Bind(4, sale.SoldAt.UtcTicks)
            .Bind(5, sale.Type == SaleType.Void ? sale.OriginalSaleId : null)
            .Bind(6, sale.ExternalId)
            .BindUtf8(7, offered.Json.Span)
            .Execute();
        if (_database.Changes == 0)
        {
            return false;
        }

        // The position is asked for afterwards: this table has no row ids, so the last one inserted stays the sale's.
        if (sale is { Type: SaleType.Return, OriginalSaleId: { } original })
        {
            _return.Bind(1, original).Bind(2, sale.SaleId).Execute();
        }

        return true;
    }

    bool TryFindExisting(OfferedSale offered)
    {
        try
        {
            if (!_find.Bind(1, offered.Sale.SaleId).Step())
            {
                return false;
            }

            offered.SetExisting(_find.GetBytes(0));
            return true;
        }
        finally
        {
            _find.Reset();
        }
    }

    RecordedSale? FindRecorded(string saleId)
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

    AppendOutcome.Refused? RefusalOfSecond(string originalSaleId) => IsVoided(originalSaleId) ? VoidRules.AlreadyVoided(originalSaleId) : null;

    bool IsVoided(string saleId)
    {
        try
        {
            return _voided.Bind(1, saleId).Step();
        }
        finally
        {
            _voided.Reset();
        }
    }
}

using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger.Steps;

/// <summary>Version 1: one table, written once a row.</summary>
static class SalesTable
{
    // "GSLG", which tells a ledger from any other SQLite file.
    public const int ApplicationId = 0x47534C47;

    // recorded is the sale's JSON as the API answers it; the other columns only find it. sold_at is in ticks (100 ns) UTC, business_date is yyyymmdd.
    // The two unique indexes are the promises: a sale id once for ever, a sale voided at most once.
    public static readonly FileStep Step = new("the table of sales", $"""
        CREATE TABLE sales (
            seq           INTEGER PRIMARY KEY,
            sale_id       TEXT    NOT NULL UNIQUE,
            store_id      TEXT    NOT NULL,
            business_date INTEGER NOT NULL,
            sold_at       INTEGER NOT NULL,
            voids         TEXT,
            recorded      TEXT    NOT NULL
        ) STRICT;
        CREATE INDEX sales_by_store_day ON sales (store_id, business_date, sold_at, sale_id);
        CREATE UNIQUE INDEX sales_voided_once ON sales (voids) WHERE voids IS NOT NULL;
        PRAGMA application_id = {ApplicationId};
        """);
}

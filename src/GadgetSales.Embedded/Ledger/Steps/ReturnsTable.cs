using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger.Steps;

/// <summary>Version 3: the way from a sale to its returns. A void is found by the table of sales; returns are few, so a table of their own costs other sales nothing.</summary>
static class ReturnsTable
{
    public static readonly FileStep Step = new("the table of returns by what they return", """
        CREATE TABLE returns (
            original_sale_id TEXT NOT NULL,
            sale_id          TEXT NOT NULL,
            PRIMARY KEY (original_sale_id, sale_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO returns
            SELECT json_extract(recorded, '$.originalSaleId'), sale_id FROM sales
            WHERE voids IS NULL AND json_extract(recorded, '$.type') = 'return' AND json_extract(recorded, '$.originalSaleId') IS NOT NULL;
        """);
}

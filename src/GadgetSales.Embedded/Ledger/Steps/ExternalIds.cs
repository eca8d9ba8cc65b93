using GadgetSales.Embedded.Upgrade;

namespace GadgetSales.Embedded.Ledger.Steps;

/// <summary>Version 4: sales are found by the number that their source gave them. Those of before have none.</summary>
static class ExternalIds
{
    public static readonly FileStep Step = new("the external ids of sales", """
        ALTER TABLE sales ADD COLUMN external_id TEXT;
        CREATE INDEX sales_by_external_id ON sales (external_id, sold_at, sale_id) WHERE external_id IS NOT NULL;
        """);
}

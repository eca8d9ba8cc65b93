using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>
/// Decides between a batch and what the lake holds of the same sales, within the writer's transaction: superseded rows are deleted,
/// superseded sales of the batch are dropped. A join on date and id, which the dates' zone maps keep to the days of the batch.
/// </summary>
static class VersionResolution
{
    const string Incoming = "incoming_sales";
    const string SameSale = "held.sale_date = incoming.sale_date AND held.sale_id = incoming.sale_id";

    internal static void Resolve(DuckDBConnection connection, IncomingSales incoming)
    {
        // A new table each time: rows deleted from a temporary table are not given back.
        connection.Execute(
            $"CREATE OR REPLACE TEMP TABLE {Incoming} (sale_date DATE, sale_id VARCHAR, version BIGINT, removed BOOLEAN)");
        FactRows.AppendKeys(connection, Incoming, incoming.All);
        var days = new object[] { incoming.FirstDate, incoming.LastDate };
        if (Holding(connection, days).Count == 0)
        {
            return;
        }

        connection.Execute($"""
            DELETE FROM {LakeTables.Facts} AS held USING {Incoming} AS incoming WHERE {SameSale}
                AND (held.version < incoming.version OR (held.version = incoming.version AND incoming.removed));
            DELETE FROM {LakeTables.Removals} AS held USING {Incoming} AS incoming WHERE {SameSale} AND held.version < incoming.version;
            """);
        foreach (var row in Holding(connection, days))
        {
            incoming.Drop((DateOnly)row[0]!, (string)row[1]!);
        }
    }

    /// <summary>Date and id of the batch's sales that the lake holds, visible or removed.</summary>
    static IReadOnlyList<object?[]> Holding(DuckDBConnection connection, object[] days) => connection.Query(
        $"""
        SELECT held.{LakeSchema.Partition}, held.sale_id
        FROM (SELECT sale_date, sale_id FROM {LakeTables.Facts} UNION ALL SELECT sale_date, sale_id FROM {LakeTables.Removals}) AS held
        JOIN {Incoming} AS incoming ON {SameSale}
        WHERE held.sale_date BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)
        GROUP BY 1, 2
        """,
        days);
}

using DuckDB.NET.Data;
using GadgetSales.Core.Lake;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>The tables of the lake file. Facts are what is visible; removals are kept apart, so that the view costs queries nothing.</summary>
static class LakeTables
{
    internal const string Facts = LakeSchema.Table;

    /// <summary>Sales that were removed, and the version that was: an earlier one that arrives late stays out.</summary>
    internal const string Removals = "removed_sales";

    /// <summary>Ledger entries that could not become facts, with the reason.</summary>
    internal const string Quarantine = "quarantined_entries";

    internal static void Create(DuckDBConnection connection)
    {
        var columns = string.Join(", ", LakeSchema.Fields.Select(Declare));
        connection.Execute($"""
            BEGIN;
            CREATE TABLE {Facts} ({columns});
            CREATE TABLE {Removals} (sale_date DATE NOT NULL, sale_id VARCHAR NOT NULL, version BIGINT NOT NULL);
            CREATE TABLE {Quarantine} (position BIGINT NOT NULL, sale_id VARCHAR, reason VARCHAR NOT NULL, quarantined_at TIMESTAMP NOT NULL);
            CREATE VIEW {LakeSchema.View} AS {View(LakeSchema.RevenueKinds)};
            CREATE VIEW {LakeSchema.OtherView} AS {View(LakeSchema.OtherKinds)};
            CREATE VIEW {LakeSchema.PaymentsView} AS {View(LakeSchema.PaymentKinds)};
            CREATE TABLE lake_watermark (position BIGINT NOT NULL);
            INSERT INTO lake_watermark VALUES (0);
            CREATE TABLE lake_schema (version INTEGER NOT NULL);
            INSERT INTO lake_schema VALUES ({LakeHistory.Steps.Version});
            COMMIT;
            """);
    }

    /// <summary>The version of the file's tables; null for a file without any, 0 for tables that are not a lake's.</summary>
    internal static int? ReadVersion(DuckDBConnection connection)
    {
        if (connection.QueryNumber("SELECT count(*) FROM duckdb_tables()") == 0)
        {
            return null;
        }

        return connection.QueryNumber("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'lake_schema'") == 0
            ? 0
            : (int)(connection.QueryNumber("SELECT max(version) FROM lake_schema") ?? 0);
    }

    static string View(string kinds) =>
        $"SELECT {string.Join(", ", LakeSchema.Fields.Select(field => field.Name))}, {LakeSchema.Quantity} FROM {Facts} WHERE NOT training AND kind IN ({kinds})";

    /// <summary>The types of the lake are named as SQL names them.</summary>
    static string Declare(LakeField field) => $"{field.Name} {field.Type}{(field.Nullable ? string.Empty : " NOT NULL")}";
}

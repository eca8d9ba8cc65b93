using DuckDB.NET.Data;
using GadgetSales.Core.Sales;
using GadgetSales.Core.Transform;
using GadgetSales.Embedded.Lake.DuckDb;

namespace GadgetSales.Embedded.Lake;

/// <summary>Writes facts, sales and quarantined entries as rows of the lake's tables.</summary>
static class FactRows
{
    internal static void AppendFacts(DuckDBConnection connection, IEnumerable<SaleFacts> sales) =>
        connection.Append(catalog: null, LakeTables.Facts, sales.SelectMany(sale => sale.Lines), Write);

    internal static void AppendRemovals(DuckDBConnection connection, IEnumerable<SaleFacts> sales) =>
        connection.Append(catalog: null, LakeTables.Removals, sales, WriteKey);

    internal static void AppendKeys(DuckDBConnection connection, string temporaryTable, IEnumerable<SaleFacts> sales) =>
        connection.Append("temp", temporaryTable, sales, WriteKeyAndRemoval);

    internal static void AppendQuarantine(DuckDBConnection connection, IReadOnlyList<QuarantinedEntry> entries) =>
        connection.Append(catalog: null, LakeTables.Quarantine, entries, Write);

    static void WriteKey(IDuckDBAppenderRow row, SaleFacts sale) =>
        row.AppendValue(sale.SaleDate).AppendValue(sale.SaleId).AppendValue(sale.Version);

    static void WriteKeyAndRemoval(IDuckDBAppenderRow row, SaleFacts sale)
    {
        WriteKey(row, sale);
        row.AppendValue(sale.Removed);
    }

    static void Write(IDuckDBAppenderRow row, QuarantinedEntry entry) => row
        .AppendValue(entry.Position.Sequence)
        .AppendValue(entry.SaleId)
        .AppendValue(entry.Reason)
        .AppendValue(entry.At.UtcDateTime);

    /// <summary>In the order of <see cref="Core.Lake.LakeSchema.Fields"/>.</summary>
    static void Write(IDuckDBAppenderRow row, SaleLineFact fact) => row
        .AppendValue(fact.SaleId)
        .AppendValue((long)fact.LineNumber)
        .AppendValue(Name(fact.SaleType))
        .AppendValue(fact.OriginalSaleId)
        .AppendValue(fact.StoreId)
        .AppendValue(fact.RegisterId)
        .AppendValue(fact.ReceiptNumber)
        .AppendValue(fact.Channel)
        .AppendValue(fact.Sku)
        .AppendValue(fact.ProductName)
        .AppendValue(fact.Category)
        .AppendValue(fact.Quantity)
        .AppendValue(fact.UnitPriceMinor)
        .AppendValue(fact.DiscountMinor)
        .AppendValue(fact.AmountMinor)
        .AppendValue(fact.Currency)
        .AppendValue(fact.SoldAt)
        .AppendValue(fact.SoldAtLocal)
        .AppendValue(fact.RecordedAt)
        .AppendValue(Name(fact.ChangeType))
        .AppendValue(fact.Version)
        .AppendValue(fact.EventId)
        .AppendValue(fact.SaleDate);

    static string Name(SaleType type) => type switch
    {
        SaleType.Sale => "sale",
        SaleType.Return => "return",
        _ => "void",
    };

    static string Name(ChangeType type) => type switch
    {
        ChangeType.Insert => "INSERT",
        ChangeType.Modify => "MODIFY",
        _ => "REMOVE",
    };
}
